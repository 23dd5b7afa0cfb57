import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Clock } from 'lucide-react';
import { api } from '@/api/client';
import { terms as t } from '@/i18n/ru/adminRecords';
import { useDraft } from '@/lib/useDraft';
import type { Column } from '@/grid/types';
import { ListItem } from '@/grid/ListItem';
import { Field, TextArea } from '@/ui/Field';
import { Empty } from '@/ui/Notice';
import { Radio } from '@/ui/Radio';
import { Select } from '@/ui/Select';
import { When } from '@/ui/When';
import { AdminList } from '../AdminList';
import { FormDrawer } from '../FormDrawer';
import { Part } from '../Part';
import { termsQuery, type TermChoice } from '../queries';
import { useAdminSearch } from '../useOpen';

const keyOf = (term: TermChoice) => term.code;
const lengthOf = (term: TermChoice) => t.length(term.amount, term.unit);

const columns: readonly Column<TermChoice>[] = [
  { id: 'title', title: t.columns.title, width: 'minmax(12rem, 2fr)', cell: (term) => <span className="strong" title={term.title}>{term.title}</span> },
  { id: 'length', title: t.columns.length, width: '11rem', cell: lengthOf },
  { id: 'policy', title: t.columns.policy, width: '13rem', cell: (term) => t.policies[term.policy] },
  { id: 'date', title: t.columns.date, width: '7rem', cell: (term) => <When value={term.date} /> },
  { id: 'basis', title: t.columns.basis, width: 'minmax(10rem, 3fr)', cell: (term) => <span title={term.basis}>{term.basis}</span> },
];

const item = (term: TermChoice) => (
  <ListItem title={term.title} subject={term.basis} number={lengthOf(term)} when={<When value={term.date} />} />
);

/** Terms that are offered where a date is chosen; each shows the date that it gives today. */
export function TermsPage() {
  const { search, open, close } = useAdminSearch();
  const { data, error, refetch, isPending } = useQuery(termsQuery);
  const opened = data?.items.find((term) => term.code === search.open);
  return (
    <Part title={t.title} lead={t.lead}>
      <AdminList
        label={t.list}
        rows={data?.items ?? []}
        keyOf={keyOf}
        columns={columns}
        item={item}
        loading={isPending}
        error={error}
        onRetry={() => void refetch()}
        onOpen={(term) => open(term.code)}
        empty={<Empty icon={Clock} title={t.empty} />}
      />
      {opened && <TermForm key={opened.code} term={opened} onClose={close} />}
    </Part>
  );
}

const options = <Id extends string>(words: Readonly<Record<Id, string>>) => (Object.keys(words) as Id[]).map((id) => ({ id, title: words[id] }));

function TermForm({ term, onClose }: { term: TermChoice; onClose: () => void }) {
  const client = useQueryClient();
  const { code, title, unit, policy, basis } = term;
  const form = useDraft(`admin:term:${code}`, { title, amount: String(term.amount), unit, policy, basis });
  const { value, change } = form;
  const save = async () => {
    await api.PUT('/api/terms/{code}', { params: { path: { code } }, body: { ...value, amount: Number(value.amount) } });
    await client.invalidateQueries({ queryKey: ['terms'] });
  };
  return (
    <FormDrawer title={`${t.edit}: ${title}`} draft={form} onClose={onClose} save={save} incomplete={value.title.trim() === '' || !/^\d+$/.test(value.amount)}>
      {(texts) => (
        <>
          <Field label={t.name} value={value.title} onChange={(next) => change({ title: next })} error={texts.title} required autoFocus />
          <div className="two-fields">
            <Field label={t.amount} value={value.amount} onChange={(amount) => change({ amount })} error={texts.amount} inputMode="numeric" maxLength={4} required />
            <Select label={t.unit} options={options(t.units)} value={value.unit} onChange={(next) => change({ unit: next })} error={texts.unit} />
          </div>
          <Radio label={t.policy} options={options(t.policies)} value={value.policy} onChange={(next) => change({ policy: next })} error={texts.policy} />
          <TextArea label={t.basis} value={value.basis} onChange={(next) => change({ basis: next })} error={texts.basis} />
          {term.why && (
            <p className="small muted">
              {t.why}: {term.why}
            </p>
          )}
        </>
      )}
    </FormDrawer>
  );
}
