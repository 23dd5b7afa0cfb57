import { interagencyWords as t, requestStates, verdicts } from '@/i18n/ru/interagency';
import { Link } from '@/ui/Button';
import { TableHead } from '@/ui/TableHead';
import { Tag, type Tone } from '@/ui/Tag';
import { When } from '@/ui/When';
import type { RequestRow } from './queries';
import './interagency.css';

const tones: Readonly<Record<string, Tone>> = { answered: 'done', rejected: 'danger', timeout: 'danger', resent: 'warn' };

export function RequestState({ row }: { row: Pick<RequestRow, 'state' | 'overdue' | 'late' | 'verdict'> }) {
  return (
    <>
      <Tag tone={tones[row.state] ?? 'plain'}>{requestStates[row.state]}</Tag>
      {row.overdue && row.state !== 'timeout' && <Tag tone="danger">{t.overdue}</Tag>}
      {row.verdict === 'invalid' && <Tag tone="danger">{`${t.signature}: ${verdicts.invalid ?? ''}`}</Tag>}
    </>
  );
}

/** What a request is asked for: the way to the application, by its number. */
export function About({ row }: { row: Pick<RequestRow, 'about_kind' | 'about_id' | 'about_name'> }) {
  if (row.about_kind !== 'application' || row.about_name === '') return null;
  return <Link href={`/applications/${row.about_id}`}>{row.about_name}</Link>;
}

/** Requests side by side. */
export function Rows({ rows }: { rows: readonly RequestRow[] }) {
  return (
    <div className="table-scroll">
      <table className="plain-table interagency-rows">
        <TableHead titles={[t.columns.number, t.columns.kind, t.columns.about, t.columns.to, t.columns.state, t.columns.due, t.columns.author]} />
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{row.id}</td>
              <td>
                <Link href={`/interagency/requests/${row.id}`}>{row.kind_name}</Link>
              </td>
              <td>
                <About row={row} /> <span className="muted small">{row.about_who}</span>
              </td>
              <td>
                {row.to} <span className="muted small">{t.channels[row.channel]}</span>
              </td>
              <td>
                <RequestState row={row} />
              </td>
              <td>{row.due_at !== null && row.answered_at === null ? <When value={row.due_at} due moment /> : ''}</td>
              <td>{row.author_name}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
