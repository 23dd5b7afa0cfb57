import { useQuery } from '@tanstack/react-query';
import { FolderClosed, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { filePlan as t } from '@/i18n/ru/adminRecords';
import { today } from '@/lib/dates';
import type { Column } from '@/grid/types';
import { ListItem } from '@/grid/ListItem';
import { Button } from '@/ui/Button';
import { SearchField } from '@/ui/Field';
import { Empty } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { Tag } from '@/ui/Tag';
import { AdminList } from '../AdminList';
import { Part } from '../Part';
import { filePlanQuery, structureQuery, type CaseFile } from '../queries';
import { useAdminSearch } from '../useOpen';
import { CaseFileForm } from './CaseFileForm';

const keyOf = (file: CaseFile) => file.id;
const thisYear = () => Number(today().slice(0, 4));

type Names = ReadonlyMap<number, string>;
const unitOf = (names: Names, { unit_id: id }: CaseFile) => (id === null ? t.common : (names.get(id) ?? t.common));

const columnsFor = (names: Names): readonly Column<CaseFile>[] => [
  { id: 'index', title: t.columns.index, width: '7rem', cell: (file) => <span className="strong">{file.index_code}</span> },
  {
    id: 'title',
    title: t.columns.title,
    width: 'minmax(14rem, 4fr)',
    cell: (file) => (
      <span className="row">
        <span className="clip" title={file.title}>
          {file.title}
        </span>
        {file.closed_at !== null && <Tag>{t.closed}</Tag>}
      </span>
    ),
  },
  { id: 'unit', title: t.columns.unit, width: 'minmax(8rem, 2fr)', cell: (file) => <span title={unitOf(names, file)}>{unitOf(names, file)}</span> },
  { id: 'retention', title: t.columns.retention, width: 'minmax(8rem, 2fr)', cell: (file) => file.retention },
];

/** Cases of a year with their terms of keeping. */
export function FilePlanPage() {
  const { search, change, open, close } = useAdminSearch();
  const [typed, setTyped] = useState('');
  const { data, error, refetch, isPending } = useQuery(filePlanQuery);
  const { data: structure } = useQuery(structureQuery);
  const names = useMemo(() => new Map((structure?.units ?? []).map((unit) => [unit.id, unit.name])), [structure]);
  const columns = useMemo(() => columnsFor(names), [names]);
  const all = data?.items ?? [];
  const years = [...new Set([...all.map((file) => file.year), thisYear(), thisYear() + 1])].toSorted((a, b) => b - a);
  const year = search.year ?? thisYear();
  const wanted = typed.toLocaleLowerCase('ru');
  const rows = all.filter((file) => file.year === year && `${file.index_code} ${file.title}`.toLocaleLowerCase('ru').includes(wanted));
  const opened = all.find((file) => String(file.id) === search.open);
  return (
    <Part
      title={t.title}
      action={
        <Button kind="filled" icon={Plus} keys="C" onPress={() => open('new')}>
          {t.add}
        </Button>
      }
      tools={
        <>
          <SearchField label={t.search} value={typed} onChange={setTyped} keys="/" />
          <Select label={t.year} options={years.map((one) => ({ id: one, title: String(one) }))} value={year} onChange={(next) => change({ year: next })} />
        </>
      }
    >
      <AdminList
        label={t.list}
        rows={rows}
        keyOf={keyOf}
        columns={columns}
        item={item}
        loading={isPending}
        error={error}
        onRetry={() => void refetch()}
        onOpen={(file) => open(file.id)}
        empty={
          typed === '' ? (
            <Empty icon={FolderClosed} title={t.empty(year)}>
              {t.emptyHint}
            </Empty>
          ) : (
            <Empty icon={FolderClosed} title={t.nothing} />
          )
        }
      />
      {(opened || search.open === 'new') && <CaseFileForm key={search.open} file={opened} year={year} structure={structure} onClose={close} />}
    </Part>
  );
}

const item = (file: CaseFile) => (
  <ListItem title={file.index_code} subject={file.title} number={file.retention} tags={file.closed_at !== null && <Tag>{t.closed}</Tag>} />
);
