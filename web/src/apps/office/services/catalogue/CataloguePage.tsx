import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { LibraryBig, Plus } from 'lucide-react';
import { useState } from 'react';
import { api, take } from '@/api/client';
import { catalogue as t } from '@/i18n/ru/catalogue';
import type { Column } from '@/grid/types';
import { ListItem } from '@/grid/ListItem';
import { dayNumbers } from '@/lib/dates';
import { useDraft } from '@/lib/useDraft';
import { Button } from '@/ui/Button';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { Field, SearchField } from '@/ui/Field';
import { Empty } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { Tag } from '@/ui/Tag';
import { AdminList } from '../../admin/AdminList';
import { FormDrawer } from '../../admin/FormDrawer';
import { Part } from '../../admin/Part';
import { listQuery, wordsQuery, type Row } from './queries';
import '../../admin/admin.css';
import './catalogue.css';

type Show = keyof typeof t.shows;

const Marks = ({ row }: { row: Row }) => (
  <>
    {row.has_draft && <Tag tone="warn">{t.draft}</Tag>}
    {row.next_from && <Tag tone="accent">{t.next(dayNumbers(row.next_from))}</Tag>}
    {!row.active && <Tag>{t.closed}</Tag>}
  </>
);

const columns: readonly Column<Row>[] = [
  { id: 'name', title: t.columns.name, width: 'minmax(14rem, 3fr)', cell: (row) => <span className="strong clip">{row.short_name}</span> },
  { id: 'code', title: t.columns.code, width: '9rem', cell: (row) => row.code },
  { id: 'state', title: t.columns.state, width: '9rem', cell: (row) => t.version(row.number) },
  { id: 'from', title: t.columns.from, width: '7rem', cell: (row) => (row.from ? dayNumbers(row.from) : '') },
  { id: 'marks', title: t.columns.marks, width: '14rem', cell: (row) => <Marks row={row} /> },
];

const item = (row: Row) => <ListItem title={row.short_name} subject={t.version(row.number)} number={row.code} tags={<Marks row={row} />} />;
const keyOf = (row: Row) => row.id;
const shown: Record<Show, (row: Row) => boolean> = { all: () => true, unpublished: (row) => row.has_draft, closed: (row) => !row.active };

/** Every service of the body, and what of them is not published. */
export function CataloguePage() {
  const router = useRouter();
  const { data, error, refetch, isPending } = useQuery(listQuery);
  const [show, setShow] = useState<Show>('all');
  const [typed, setTyped] = useState('');
  const [adding, setAdding] = useState(false);
  const words = typed.toLocaleLowerCase('ru').split(' ').filter(Boolean);
  const all = data?.items ?? [];
  const rows = all.filter((row) => shown[show](row) && words.every((word) => `${row.short_name} ${row.name} ${row.code}`.toLocaleLowerCase('ru').includes(word)));
  return (
    <div className="admin catalogue-list">
      <div className="admin-part" data-pane>
        <Part
          title={t.title}
          lead={t.lead}
          action={
            <Button kind="filled" icon={Plus} keys="C" onPress={() => setAdding(true)}>
              {t.add}
            </Button>
          }
          tools={
            <>
              <SearchField label={t.find} value={typed} onChange={setTyped} keys="/" />
              <ChoiceChips<Show> label={t.show} options={(Object.keys(t.shows) as Show[]).map((id) => ({ id, title: t.shows[id] }))} value={show} onChange={setShow} />
            </>
          }
        >
          <AdminList
            label={t.title}
            rows={rows}
            keyOf={keyOf}
            columns={columns}
            item={item}
            loading={isPending}
            error={error}
            onRetry={() => void refetch()}
            onOpen={(row) => void router.navigate({ to: '/catalogue/$id', params: { id: String(row.id) } })}
            empty={
              <Empty icon={LibraryBig} title={t.empty}>
                {t.emptyHint}
              </Empty>
            }
          />
        </Part>
      </div>
      {adding && <NewService onClose={() => setAdding(false)} />}
    </div>
  );
}

function NewService({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const router = useRouter();
  const form = useDraft('catalogue:new', { short_name: '', slug: '', code: '', category: '' });
  const { value, change } = form;
  const { data: words } = useQuery(wordsQuery);
  const save = async () => {
    const { id } = await take(api.POST('/api/catalogue', { body: value }));
    await client.invalidateQueries({ queryKey: ['catalogue', 'list'] });
    await router.navigate({ to: '/catalogue/$id', params: { id: String(id) } });
  };
  return (
    <FormDrawer title={t.add} draft={form} onClose={onClose} save={save} onDone={onClose} incomplete={Object.values(value).some((text) => text.trim() === '')}>
      {(texts) => (
        <>
          <Field label={t.fields.short_name} value={value.short_name} onChange={(short_name) => change({ short_name })} error={texts.short_name} required autoFocus />
          <Select label={t.fields.category} options={(words?.categories ?? []).map(({ code, name }) => ({ id: code, title: name }))} value={value.category || null} onChange={(category) => change({ category })} error={texts.category} required />
          <Field label={t.columns.code} value={value.code} onChange={(code) => change({ code })} error={texts.code} required />
          <Field label={t.slug} hint={t.slugHint} value={value.slug} onChange={(slug) => change({ slug })} error={texts.slug} required />
        </>
      )}
    </FormDrawer>
  );
}
