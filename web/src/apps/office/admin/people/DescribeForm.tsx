import { useQueryClient } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { people as t } from '@/i18n/ru/admin';
import { useDraft } from '@/lib/useDraft';
import { Field } from '@/ui/Field';
import { FormDrawer } from '../FormDrawer';
import { NameFields } from './NameFields';
import type { PersonFormProps } from './PersonDrawer';

/** Names after a marriage, another telephone. */
export default function DescribeForm({ person, onClose }: PersonFormProps) {
  const client = useQueryClient();
  const { id, surname, name, patronymic, phone, email, version } = person;
  const form = useDraft(`admin:person:${id}`, { surname, name, patronymic, phone, email });
  const { value, change } = form;
  const save = async () => {
    await take(api.PUT('/api/employees/{id}', { params: { path: { id } }, body: { ...value, version } }));
    await client.invalidateQueries({ queryKey: ['admin'] });
  };
  return (
    <FormDrawer title={t.describe} done={t.described} draft={form} onClose={onClose} save={save}>
      {(texts) => (
        <>
          <NameFields value={value} onChange={change} texts={texts} autoFocus />
          <div className="two-fields">
            <Field label={t.phone} value={value.phone} onChange={(next) => change({ phone: next })} error={texts.phone} inputMode="tel" />
            <Field label={t.email} value={value.email} onChange={(next) => change({ email: next })} error={texts.email} inputMode="email" />
          </div>
        </>
      )}
    </FormDrawer>
  );
}
