import { useQuery } from '@tanstack/react-query';
import { FileStack } from 'lucide-react';
import { useMemo } from 'react';
import { kinds as t } from '@/i18n/ru/adminRecords';
import { flowWords } from '@/i18n/ru/documents';
import type { Column } from '@/grid/types';
import { ListItem } from '@/grid/ListItem';
import { Empty } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { AdminList } from '../AdminList';
import { Part } from '../Part';
import { kindsQuery, termsQuery, type Kind } from '../queries';

const keyOf = (kind: Kind) => kind.id;
const words: Readonly<Record<string, string>> = flowWords;
const groupOf = (kind: Kind) => ({ key: kind.flow, title: words[kind.flow] ?? kind.flow });
const order = Object.keys(flowWords);
const byFlow = (a: Kind, b: Kind) => order.indexOf(a.flow) - order.indexOf(b.flow) || a.position - b.position;

type Titles = ReadonlyMap<string, string>;
const termOf = (titles: Titles, kind: Kind) => titles.get(kind.term_code) ?? t.noTerm;

const Marks = ({ kind }: { kind: Kind }) => (
  <>
    {!kind.active && <Tag>{t.off}</Tag>}
    {kind.body_id !== null && <Tag>{t.own}</Tag>}
  </>
);

const columnsFor = (titles: Titles): readonly Column<Kind>[] => [
  {
    id: 'name',
    title: t.columns.name,
    width: 'minmax(12rem, 3fr)',
    cell: (kind) => (
      <span className="row">
        {kind.name} <Marks kind={kind} />
      </span>
    ),
  },
  { id: 'sign', title: t.columns.sign, width: 'minmax(9rem, 1fr)', cell: (kind) => t.sign[kind.sign_with] },
  { id: 'term', title: t.columns.term, width: 'minmax(9rem, 2fr)', cell: (kind) => termOf(titles, kind) },
];

/** Kinds of documents by flow; to look at. */
export function KindsPage() {
  const { data, error, refetch, isPending } = useQuery(kindsQuery);
  const { data: terms } = useQuery(termsQuery);
  const titles = useMemo(() => new Map((terms?.items ?? []).map((term) => [term.code, term.title])), [terms]);
  const columns = useMemo(() => columnsFor(titles), [titles]);
  const rows = useMemo(() => (data?.items ?? []).toSorted(byFlow), [data]);
  return (
    <Part title={t.title} lead={t.lead}>
      <AdminList
        label={t.list}
        rows={rows}
        keyOf={keyOf}
        groupOf={groupOf}
        columns={columns}
        item={(kind) => <ListItem title={kind.name} subject={t.sign[kind.sign_with]} number={termOf(titles, kind)} tags={<Marks kind={kind} />} />}
        loading={isPending}
        error={error}
        onRetry={() => void refetch()}
        empty={<Empty icon={FileStack} title={t.empty} />}
      />
    </Part>
  );
}
