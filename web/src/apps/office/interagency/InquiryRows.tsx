import { inquiryStates, interagencyWords as t } from '@/i18n/ru/interagency';
import { Link } from '@/ui/Button';
import { TableHead } from '@/ui/TableHead';
import { Tag } from '@/ui/Tag';
import { When } from '@/ui/When';
import type { InquiryRow } from './queries';

/** Requests of others side by side. */
export function InquiryRows({ rows }: { rows: readonly InquiryRow[] }) {
  return (
    <div className="table-scroll">
      <table className="plain-table interagency-rows">
        <TableHead titles={[t.columns.number, t.columns.kind, t.columns.sender, t.columns.state, t.columns.due, t.columns.officer]} />
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{row.id}</td>
              <td>
                <Link href={`/interagency/inquiries/${row.id}`}>{row.kind_name}</Link>
              </td>
              <td>{row.sender}</td>
              <td>
                <Tag tone={row.state === 'answered' ? 'done' : row.overdue ? 'danger' : 'plain'}>{inquiryStates[row.state]}</Tag>
              </td>
              <td>{row.state === 'received' ? <When value={row.due_at} due moment /> : row.answered_at === null ? '' : <When value={row.answered_at} moment />}</td>
              <td>{row.answered_by === '' ? row.officer : row.answered_by}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
