import { listWords as t } from '@/i18n/ru/documents';
import { ListItem } from '@/grid/ListItem';
import type { Column } from '@/grid/types';
import { Tag } from '@/ui/Tag';
import { When } from '@/ui/When';
import { arrives } from './flow';
import type { Flow, Row } from './queries';
import { binds, StateTag } from './states';

/** From whom it came or to whom it goes. */
export function partyOf(row: Row): string {
  if (arrives(row.flow)) return row.correspondent || t.noSender;
  if (row.correspondent === '') return row.flow === 'outgoing' ? t.noAddressee : row.kind;
  return row.addressees > 1 ? `${row.correspondent} ${t.more(row.addressees - 1)}` : row.correspondent;
}

export const numberOf = (row: Row) => (row.number === '' ? t.noNumber : `№ ${row.number}`);

function DeliveryTag({ row }: { row: Row }) {
  const { delivery } = row;
  if (delivery === undefined) return null;
  if (delivery.failed > 0) return <Tag tone="danger">{t.delivery.failed(delivery.failed)}</Tag>;
  if (delivery.all > 1 && row.state !== 'delivered') return <Tag>{t.delivery.arrived(delivery.arrived, delivery.all)}</Tag>;
  return null;
}

const marked = (row: Row) => row.urgent || row.access_mark !== '';

/** Quieter than a term: only when it came. */
const Came = ({ row }: { row: Row }) => (
  <span className="muted">
    <When value={row.received_at ?? row.created_at} />
  </span>
);

/** A row of two lines and a foot; at most three marks. */
function RowItem({ row }: { row: Row }) {
  return (
    <ListItem
      title={partyOf(row)}
      when={row.due_on === '' ? <Came row={row} /> : <When value={row.due_on} due={row.overdue || binds(row.state)} />}
      subject={row.summary || row.kind}
      {...(row.number === '' && marked(row) ? {} : { number: numberOf(row) })}
      tags={
        <>
          {row.delivery?.failed ? <DeliveryTag row={row} /> : <StateTag state={row.state} />}
          {!row.delivery?.failed && <DeliveryTag row={row} />}
          {row.access_mark === 'dsp' && <Tag tone="danger">{t.dsp}</Tag>}
          {row.urgent && row.access_mark === '' && <Tag tone="danger">{t.urgent}</Tag>}
        </>
      }
      files={row.files}
      person={row.executor?.name}
    />
  );
}

export const drawRow = (row: Row) => <RowItem row={row} />;

export function columnsOf(flow: Flow): readonly Column<Row>[] {
  const c = t.columns;
  return [
    { id: 'number', title: c.number, width: '7.5rem', cell: (row) => (row.number === '' ? <span className="muted">{t.noNumber}</span> : row.number) },
    { id: 'day', title: c.day, width: '5.25rem', cell: (row) => <When value={row.registered_on || row.created_at} /> },
    ...(flow === 'directive' ? [] : [{ id: 'party', title: arrives(flow) ? c.from : c.to, width: 'minmax(8rem, 1.2fr)', cell: (row: Row) => <span title={partyOf(row)}>{partyOf(row)}</span> }]),
    ...(flow === 'incoming' ? [{ id: 'sender', title: c.senderNumber, width: '6.5rem', cell: (row: Row) => row.sender_number }] : []),
    { id: 'summary', title: c.summary, width: 'minmax(10rem, 2fr)', cell: (row) => <span title={row.summary}>{row.summary}</span> },
    { id: 'kind', title: c.kind, width: '7rem', cell: (row) => row.kind },
    { id: 'state', title: c.state, width: '11.5rem', cell: (row) => <StateTag state={row.state} /> },
    {
      id: 'due',
      title: c.due,
      width: '5.25rem',
      cell: (row) => row.due_on !== '' && <When value={row.due_on} due={row.overdue || binds(row.state)} />,
    },
    { id: 'executor', title: arrives(flow) ? c.executor : c.author, width: '8rem', cell: (row) => row.executor?.name },
  ];
}
