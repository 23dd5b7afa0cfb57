import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, take } from '@/api/client';
import { versionWords as t } from '@/i18n/ru/cards';
import { kit } from '@/i18n/ru/kit';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Banner, ErrorBox, Skeleton } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import type { Card, Desk } from '../card/parts';

interface CompareVersionsProps {
  card: Card;
  desk: Desk;
  from: number;
  to: number;
}

const diffQuery = (id: number, from: number, to: number) =>
  queryOptions({
    queryKey: ['card', id, 'diff', from, to],
    queryFn: ({ signal }) => take(api.GET('/api/documents/{id}/versions/{from}/diff/{to}', { params: { path: { id, from, to } }, signal })),
  });

/** What changed in the text between two versions: added, deleted, kept. */
export default function CompareVersions({ card, desk, from: first, to: second }: CompareVersionsProps) {
  const [from, setFrom] = useState(first);
  const [to, setTo] = useState(second);
  const options = card.versions.map(({ no }) => ({ id: no, title: t.version(no) }));
  return (
    <Dialog
      title={t.compareTitle(from, to)}
      open
      wide
      onClose={desk.close}
      footer={
        <Button onPress={desk.close} keys="Escape">
          {kit.close}
        </Button>
      }
    >
      <div className="stack">
        {options.length > 2 && (
          <div className="fields">
            <Select<number> label={t.from} options={options} value={from} onChange={setFrom} />
            <Select<number> label={t.to} options={options} value={to} onChange={setTo} />
          </div>
        )}
        <Difference id={card.id} from={from} to={to} />
      </div>
    </Dialog>
  );
}

function Difference({ id, from, to }: { id: number; from: number; to: number }) {
  const { data, error, refetch } = useQuery(diffQuery(id, from, to));
  if (data === undefined) return error === null ? <Skeleton shape="text" count={8} /> : <ErrorBox error={error} onRetry={() => void refetch()} />;
  if (!data.ready) return <Banner tone="warn">{t.notReady}</Banner>;
  if (data.changes.every((change) => change.op === 'equal')) return <p>{t.same}</p>;
  return (
    <div className="redline diff" role="document">
      {data.changes.map((change, index) => (
        <Piece key={`${index}-${change.op}`} op={change.op} text={change.text} />
      ))}
    </div>
  );
}

/** Read aloud by its own words, not by its colour. */
function Piece({ op, text }: { op: string; text: string }) {
  if (op === 'insert') return <ins aria-label={`${t.inserted}: ${text}`}>{text}</ins>;
  if (op === 'delete') return <del aria-label={`${t.deleted}: ${text}`}>{text}</del>;
  return text;
}
