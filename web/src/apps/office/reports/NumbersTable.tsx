import { BookX } from 'lucide-react';
import { journal as t } from '@/i18n/ru/reports';
import { dayNumbers, today } from '@/lib/dates';
import { IconButton, Link } from '@/ui/Button';
import { classes } from '@/ui/classes';
import { Tag } from '@/ui/Tag';
import type { NumberLine } from './queries';

interface NumbersTableProps {
  caption: string;
  lines: readonly NumberLine[];
  onGiveUp: (line: NumberLine) => void;
}

/** Lines of a journal, the newest first; an annulled number is struck out and says why. */
export function NumbersTable({ caption, lines, onGiveUp }: NumbersTableProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a wide table is scrolled by keys too
    <div className="report-scroll" role="region" aria-label={caption} tabIndex={0}>
      <table className="report-table journal-table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t.columns.number}</th>
            <th scope="col">{t.columns.day}</th>
            <th scope="col">{t.columns.correspondent}</th>
            <th scope="col">{t.columns.summary}</th>
            <th scope="col">{t.columns.case}</th>
            <th scope="col">{t.columns.by}</th>
            <th scope="col">{t.columns.note}</th>
            <th scope="col" className="no-print">
              {t.columns.document}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id} className={classes(line.state === 'annulled' && 'annulled')}>
              <th scope="row">{line.state === 'annulled' ? <s>{line.number}</s> : line.number}</th>
              <td>{dayNumbers(line.day)}</td>
              <td>
                {line.correspondent}
                {line.sender_number !== '' && <div className="muted small">{t.theirs(line.sender_number, line.sender_date === '' ? '' : dayNumbers(line.sender_date))}</div>}
              </td>
              <td>{line.summary}</td>
              <td>{line.case}</td>
              <td>{line.given_name}</td>
              <td>
                <Note line={line} />
              </td>
              <td className="no-print">
                {line.state === 'reserved' ? (
                  <IconButton small icon={BookX} label={t.giveUpOne(line.number)} onPress={() => onGiveUp(line)} />
                ) : (
                  line.document_id !== null && <Link href={`/cards/${line.document_id}`}>{t.open}</Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Why a number is kept or is gone. */
function Note({ line }: { line: NumberLine }) {
  if (line.state === 'annulled') {
    return (
      <span className="row row-wrap">
        <Tag tone="danger">{t.annulled}</Tag>
        {t.annulledWhy(line.reason, line.ended_by, line.ended_at === null ? '' : dayNumbers(line.ended_at))}
      </span>
    );
  }
  if (line.state === 'given') return null;
  const late = line.expires_on < today();
  return (
    <span className="row row-wrap">
      <Tag tone={late ? 'danger' : 'warn'}>{t.reserved}</Tag>
      {(late ? t.expired : t.reservedFor)(line.purpose, dayNumbers(line.expires_on))}
    </span>
  );
}
