import { controlKinds, controlWords as t, orderStates, orderWords } from '@/i18n/ru/assignments';
import type { Column } from '@/grid/types';
import { ListItem } from '@/grid/ListItem';
import { Tag } from '@/ui/Tag';
import { When } from '@/ui/When';
import { isOpen, toneOf } from './orders';
import type { ControlRow } from './queries';

const numberOf = (row: ControlRow) => (row.number === '' ? t.noNumber : `№ ${row.number}`);

/** One word about what is asked, else the state. */
function StateOf({ row }: { row: ControlRow }) {
  if (row.release_proposed && isOpen(row)) return <Tag tone="warn">{t.proposed}</Tag>;
  if (row.extension === 'requested') return <Tag tone="warn">{t.extension}</Tag>;
  return <Tag tone={toneOf(row.state)}>{orderStates[row.state]}</Tag>;
}

/** The report is there: the term presses nobody any more. */
const pressing = (row: ControlRow) => isOpen(row) && row.reported_at === undefined;

export function ControlItem({ row }: { row: ControlRow }) {
  return (
    <ListItem
      title={row.responsible}
      when={row.due_on !== '' && <When value={row.due_on} due={pressing(row)} />}
      subject={row.text}
      number={numberOf(row)}
      tags={
        <>
          <StateOf row={row} />
          {row.control === 'special' && <Tag tone="warn">{controlKinds.special}</Tag>}
          {row.restricted && <Tag tone="danger">{t.dsp}</Tag>}
          {row.urgent && !row.restricted && <Tag tone="danger">{orderWords.urgent}</Tag>}
        </>
      }
      person={row.issuer}
    />
  );
}

export const columns: readonly Column<ControlRow>[] = [
  { id: 'due', title: t.columns.due, width: '6rem', cell: (row) => row.due_on !== '' && <When value={row.due_on} due={pressing(row)} /> },
  { id: 'left', title: t.columns.left, width: '4rem', end: true, cell: (row) => (pressing(row) ? row.days_left : '') },
  { id: 'text', title: t.columns.text, width: 'minmax(14rem, 2fr)', cell: (row) => <span title={row.text}>{row.text}</span> },
  { id: 'responsible', title: t.columns.responsible, width: '10rem', cell: (row) => row.responsible },
  { id: 'state', title: t.columns.state, width: '13rem', cell: (row) => <StateOf row={row} /> },
  { id: 'number', title: t.columns.number, width: '9rem', cell: (row) => (row.number === '' ? <span className="muted">{t.noNumber}</span> : row.number) },
  { id: 'summary', title: t.columns.summary, width: 'minmax(12rem, 1.4fr)', cell: (row) => <span title={row.summary}>{row.summary}</span> },
  { id: 'issuer', title: t.columns.issuer, width: '9rem', cell: (row) => row.issuer },
  { id: 'controller', title: t.columns.controller, width: '9rem', cell: (row) => row.controller },
];
