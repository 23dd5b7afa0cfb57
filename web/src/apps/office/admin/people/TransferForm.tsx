import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { people as t } from '@/i18n/ru/admin';
import { today } from '@/lib/dates';
import { useDraft } from '@/lib/useDraft';
import { Combo } from '@/ui/Combo';
import { DateField } from '@/ui/DateField';
import { Field } from '@/ui/Field';
import type { Option } from '@/ui/Select';
import { FormDrawer } from '../FormDrawer';
import { structureQuery } from '../queries';
import type { PersonFormProps } from './PersonDrawer';
import { usePostOptions } from './units';

/** Into another post of the same body, by an order. */
export default function TransferForm({ person, onClose }: PersonFormProps) {
  const client = useQueryClient();
  const { data: structure } = useQuery(structureQuery);
  const posts = usePostOptions(structure);
  const form = useDraft(`admin:transfer:${person.id}`, { post: null as Option<number> | null, from: today(), basis: '' });
  const { value, change } = form;
  const save = async () => {
    const body = { post_id: value.post?.id ?? 0, from_day: value.from, basis: value.basis };
    await take(api.POST('/api/employees/{id}/transfer', { params: { path: { id: person.id } }, body }));
    await client.invalidateQueries({ queryKey: ['admin'] });
  };
  return (
    <FormDrawer
      title={`${t.transfer}: ${person.short_name}`}
      action={t.transfer}
      done={t.transferred}
      draft={form}
      onClose={onClose}
      save={save}
      incomplete={value.post === null || value.basis === ''}
    >
      {(texts) => (
        <>
          <p className="muted">{t.transferLead}</p>
          <Combo
            label={t.post}
            hint={t.postHint}
            load={posts}
            value={value.post}
            onChange={(post) => change({ post })}
            error={texts.post_id}
            required
          />
          <div className="two-fields">
            <DateField label={t.from} value={value.from} onChange={(from) => change({ from })} error={texts.from_day} required />
            <Field label={t.basis} hint={t.basisHint} value={value.basis} onChange={(basis) => change({ basis })} error={texts.basis} required />
          </div>
        </>
      )}
    </FormDrawer>
  );
}
