import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FileStack } from 'lucide-react';
import { useMemo } from 'react';
import { api } from '@/api/client';
import { kinds as t } from '@/i18n/ru/adminRecords';
import { flowWords } from '@/i18n/ru/documents';
import type { Column } from '@/grid/types';
import { ListItem } from '@/grid/ListItem';
import { useDraft } from '@/lib/useDraft';
import { Radio } from '@/ui/Radio';
import { Empty } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { arrives } from '../../card/flow';
import { AdminList } from '../AdminList';
import { FormDrawer } from '../FormDrawer';
import { Part } from '../Part';
import { kindsQuery, termsQuery, type Kind } from '../queries';
import { useAdminSearch } from '../useOpen';

const keyOf = (kind: Kind) => kind.id;
const words: Readonly<Record<string, string>> = flowWords;
const groupOf = (kind: Kind) => ({ key: kind.flow, title: words[kind.flow] ?? kind.flow });
const order = Object.keys(flowWords);
const byFlow = (a: Kind, b: Kind) => order.indexOf(a.flow) - order.indexOf(b.flow) || a.position - b.position;

type Titles = ReadonlyMap<string, string>;
const termOf = (titles: Titles, kind: Kind) => titles.get(kind.term_code) ?? t.noTerm;

/** Orders and memos are made known to people of the body. */
const read = ({ flow }: Kind) => flow === 'directive' || flow === 'internal';

const signOf = (kind: Kind) => (arrives(kind.flow) ? '' : t.inColumn[kind.sign_with]);

const Marks = ({ kind }: { kind: Kind }) => (
  <>
    {!kind.active && <Tag>{t.off}</Tag>}
    {kind.body_id !== null && <Tag>{t.own}</Tag>}
    {kind.version > 0 && <Tag tone="accent">{t.decided}</Tag>}
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
  { id: 'sign', title: t.columns.sign, width: 'minmax(9rem, 2fr)', cell: (kind) => signOf(kind) },
  { id: 'acknowledge', title: t.columns.acknowledge, width: 'minmax(9rem, 2fr)', cell: (kind) => read(kind) && t.inColumn[kind.acknowledge_with] },
  { id: 'term', title: t.columns.term, width: 'minmax(9rem, 2fr)', cell: (kind) => termOf(titles, kind) },
];

/** Kinds of documents by flow, each with the signatures that the body asks for. */
export function KindsPage() {
  const { search, open, close } = useAdminSearch();
  const { data, error, refetch, isPending } = useQuery(kindsQuery);
  const { data: terms } = useQuery(termsQuery);
  const titles = useMemo(() => new Map((terms?.items ?? []).map((term) => [term.code, term.title])), [terms]);
  const columns = useMemo(() => columnsFor(titles), [titles]);
  const rows = useMemo(() => (data?.items ?? []).toSorted(byFlow), [data]);
  const opened = rows.find((kind) => String(kind.id) === search.open);
  return (
    <Part title={t.title} lead={t.lead}>
      <AdminList
        label={t.list}
        rows={rows}
        keyOf={keyOf}
        groupOf={groupOf}
        columns={columns}
        item={(kind) => <ListItem title={kind.name} subject={signOf(kind)} number={termOf(titles, kind)} tags={<Marks kind={kind} />} />}
        loading={isPending}
        error={error}
        onRetry={() => void refetch()}
        onOpen={(kind) => open(kind.id)}
        empty={<Empty icon={FileStack} title={t.empty} />}
      />
      {opened && <DemandForm key={opened.id} kind={opened} onClose={close} />}
    </Part>
  );
}

const demands = (['simple', 'enhanced', 'qualified'] as const).map((id) => ({ id, title: t.sign[id], hint: t.signHints[id] }));

/** What the body asks of signatures under documents of a kind and of those who acknowledge them. */
function DemandForm({ kind, onClose }: { kind: Kind; onClose: () => void }) {
  const client = useQueryClient();
  const { sign_with, acknowledge_with } = kind;
  const form = useDraft(`admin:kind:${kind.id}`, { sign_with, acknowledge_with });
  const { value, change } = form;
  const save = async () => {
    await api.PUT('/api/kinds/{id}/demand', { params: { path: { id: kind.id } }, body: { ...value, version: kind.version } });
    await client.invalidateQueries({ queryKey: ['kinds'] });
  };
  return (
    <FormDrawer title={`${t.edit}: ${kind.name}`} draft={form} onClose={onClose} save={save} incomplete={arrives(kind.flow)}>
      {(texts) =>
        arrives(kind.flow) ? (
          <p>{t.arrives}</p>
        ) : (
          <>
            <Radio label={t.signDocument} options={demands} value={value.sign_with} onChange={(next) => change({ sign_with: next })} error={texts.sign_with} />
            {read(kind) && (
              <Radio
                label={t.signReading}
                options={demands}
                value={value.acknowledge_with}
                onChange={(next) => change({ acknowledge_with: next })}
                error={texts.acknowledge_with}
              />
            )}
            <p className="small muted">{t.byItself}</p>
          </>
        )
      }
    </FormDrawer>
  );
}
