import { useQuery } from '@tanstack/react-query';
import { BookMarked, Plus } from 'lucide-react';
import { useMemo } from 'react';
import { journals as t } from '@/i18n/ru/adminRecords';
import { flowWords } from '@/i18n/ru/documents';
import type { Column } from '@/grid/types';
import { ListItem } from '@/grid/ListItem';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { AdminList } from '../AdminList';
import { Part } from '../Part';
import { journalsQuery, structureQuery, type Journal } from '../queries';
import { useAdminSearch } from '../useOpen';
import { JournalForm } from './JournalForm';
import { sampleOf } from './sample';

const keyOf = (journal: Journal) => journal.id;

const Marks = ({ journal }: { journal: Journal }) => (
  <>
    {journal.access_mark === 'dsp' && <Tag tone="warn">{t.dsp}</Tag>}
    {!journal.active && <Tag>{t.closed}</Tag>}
  </>
);

/** Journals with the form of their numbers as it comes out, not only as it is written. */
export function JournalsPage() {
  const { search, open, close } = useAdminSearch();
  const { data, error, refetch, isPending } = useQuery(journalsQuery);
  const { data: structure } = useQuery(structureQuery);
  const bodyIndex = structure?.body.index_code ?? '';
  const columns = useMemo(() => columnsFor(bodyIndex), [bodyIndex]);
  const item = useMemo(() => itemFor(bodyIndex), [bodyIndex]);
  const rows = data?.items ?? [];
  const opened = rows.find((one) => String(one.id) === search.open);
  return (
    <Part
      title={t.title}
      action={
        <Button kind="filled" icon={Plus} keys="C" onPress={() => open('new')}>
          {t.add}
        </Button>
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
        onOpen={(journal) => open(journal.id)}
        empty={
          <Empty icon={BookMarked} title={t.empty}>
            {t.emptyHint}
          </Empty>
        }
      />
      {(opened || search.open === 'new') && (
        <JournalForm key={search.open} journal={opened} bodyIndex={bodyIndex} position={rows.length + 1} onClose={close} />
      )}
    </Part>
  );
}

const columnsFor = (bodyIndex: string): readonly Column<Journal>[] => [
  {
    id: 'name',
    title: t.columns.name,
    width: 'minmax(14rem, 3fr)',
    cell: (journal) => (
      <span className="row">
        <span className="clip strong" title={journal.name}>
          {journal.name}
        </span>
        <Marks journal={journal} />
      </span>
    ),
  },
  { id: 'flow', title: t.columns.flow, width: '8rem', cell: (journal) => flowWords[journal.flow] },
  { id: 'template', title: t.columns.template, width: 'minmax(8rem, 1fr)', cell: (journal) => <code>{journal.template}</code> },
  { id: 'sample', title: t.columns.sample, width: 'minmax(8rem, 1fr)', cell: (journal) => sampleOf(journal, bodyIndex).text },
  { id: 'period', title: t.columns.period, width: '8rem', cell: (journal) => t.periods[journal.period] },
];

const itemFor = (bodyIndex: string) =>
  function JournalItem(journal: Journal) {
    return (
      <ListItem
        title={journal.name}
        subject={sampleOf(journal, bodyIndex).text ?? journal.template}
        number={flowWords[journal.flow]}
        tags={<Marks journal={journal} />}
      />
    );
  };
