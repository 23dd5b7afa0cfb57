import { useState } from 'react';
import { DataGrid } from '@/grid/DataGrid';
import { ListItem } from '@/grid/ListItem';
import type { RowKey } from '@/grid/entries';
import type { Column, Sort } from '@/grid/types';
import { addDays, dayLong, today } from '@/lib/dates';
import { plural } from '@/lib/plural';
import { Tag } from '@/ui/Tag';
import { When } from '@/ui/When';
import { letters, words as t } from './words';

type Letter = ReturnType<typeof letters>[number];

const now = today();
const keyOf = (letter: Letter) => letter.id;
const groupOf = (letter: Letter) =>
  letter.due < 0
    ? { key: 'late', title: 'Просрочено', tone: 'danger' as const }
    : letter.due === 0
      ? { key: 'today', title: `Сегодня, ${dayLong(now)}` }
      : { key: 'week', title: 'На этой неделе и позже' };
const item = (letter: Letter) => (
  <ListItem
    title={letter.from}
    when={<When value={addDays(now, letter.due)} due />}
    subject={letter.about}
    number={letter.number}
    tags={<Tag tone={letter.tone}>{letter.state}</Tag>}
    files={letter.files}
    person={letter.person}
  />
);
const columns: readonly Column<Letter>[] = [
  { id: 'number', title: 'Номер', cell: (letter) => letter.number, width: '7rem', sortable: true },
  { id: 'from', title: 'Корреспондент', cell: (letter) => letter.from, width: 'minmax(10rem, 2fr)' },
  { id: 'about', title: 'Содержание', cell: (letter) => letter.about, width: 'minmax(12rem, 3fr)' },
  { id: 'state', title: 'Состояние', cell: (letter) => <Tag tone={letter.tone}>{letter.state}</Tag>, width: '10rem' },
  { id: 'files', title: 'Файлы', cell: (letter) => letter.files, width: '5rem', end: true },
  { id: 'due', title: 'Срок', cell: (letter) => <When value={addDays(now, letter.due)} due />, width: '6rem', sortable: true },
];

export function Lists() {
  const [rows, setRows] = useState(() => letters(60));
  const [selected, setSelected] = useState<ReadonlySet<RowKey>>(new Set());
  const [sort, setSort] = useState<Sort>({ column: 'due', descending: false });
  return (
    <section aria-labelledby="lists">
      <h2 id="lists">{t.lists}</h2>
      <p className="muted">{plural(rows.length, 'строка', 'строки', 'строк')}</p>
      <div className="gallery-list">
        <div className="gallery-narrow">
          <DataGrid
            label="Входящие"
            rows={rows}
            keyOf={keyOf}
            groupOf={groupOf}
            item={item}
            selected={selected}
            onSelect={setSelected}
            onOpen={() => undefined}
            hasMore={rows.length < 10_000}
            onEndReached={() => setRows((before) => letters(before.length + 60))}
          />
        </div>
        <DataGrid label="Входящие таблицей" rows={rows} keyOf={keyOf} columns={columns} sort={sort} onSort={setSort} pageKeys={false} />
      </div>
    </section>
  );
}
