import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { kindWords as t } from '@/i18n/ru/requestKinds';
import { dayNumbers } from '@/lib/dates';
import { fold } from '@/lib/fold';
import { Button, TextButton } from '@/ui/Button';
import { SearchField } from '@/ui/Field';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { TableHead } from '@/ui/TableHead';
import { Tag } from '@/ui/Tag';
import { KindForm } from './KindForm';
import { kindsQuery, type Kind } from './queries';


/** The dictionary of kinds, for the integration administrator: every row with its days. */
export function KindsPart() {
  const { data, error, refetch } = useQuery(kindsQuery);
  const [text, setText] = useState('');
  const [open, setOpen] = useState<{ kind: Kind | null }>();
  if (data === undefined) return error === null ? <Skeleton shape="table" count={8} /> : <ErrorBox error={error} onRetry={() => void refetch()} />;
  const wanted = fold(text.trim());
  const rows = data.items.filter((one) => fold(`${one.name} ${one.code} ${one.to_name} ${one.to_body}`).includes(wanted));
  return (
    <div className="stack">
      <div className="row row-wrap">
        <div className="grow">
          <SearchField label={t.find} value={text} onChange={setText} />
        </div>
        <Button onPress={() => setOpen({ kind: null })}>{t.add}</Button>
      </div>
      {rows.length === 0 ? <Empty title={t.nothing} /> : <KindTable rows={rows} onOpen={(kind) => setOpen({ kind })} />}
      {open && <KindForm kind={open.kind} onClose={() => setOpen(undefined)} />}
    </div>
  );
}

function KindTable({ rows, onOpen }: { rows: readonly Kind[]; onOpen: (kind: Kind) => void }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is scrolled by keys too
    <div className="table-scroll" role="group" aria-label={t.title} tabIndex={0}>
      <table className="plain-table">
        <TableHead titles={Object.values(t.columns)} />
        <tbody>
          {rows.map((one) => (
            <tr key={one.id}>
              <td>
                <TextButton onPress={() => onOpen(one)}>{one.name}</TextButton>
                <span className="muted small interagency-code">{one.code}</span>
              </td>
              <td>
                {one.to_body === '' ? one.to_name : one.to_body} <span className="muted small">{t.channels[one.channel]}</span>
              </td>
              <td>{t.terms[one.term]}</td>
              <td>
                <Period kind={one} />
              </td>
              <td className="number">{one.used}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Period({ kind }: { kind: Kind }) {
  if (!kind.active) return <Tag>{t.off}</Tag>;
  const ends = kind.to_day === undefined || kind.to_day === '' ? '' : t.over(dayNumbers(kind.to_day));
  if (kind.in_force) return <Tag tone="done">{ends === '' ? t.now : `${t.now} ${ends}`}</Tag>;
  return <Tag>{ends === '' ? t.later(dayNumbers(kind.from_day)) : `${t.later(dayNumbers(kind.from_day))} ${ends}`}</Tag>;
}
