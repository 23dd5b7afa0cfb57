import { useQueryClient } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { people as t } from '@/i18n/ru/admin';
import { useDraft } from '@/lib/useDraft';
import { FormDrawer } from '../FormDrawer';
import type { PersonFormProps } from './PersonDrawer';
import { RolesField } from './RolesField';

/** What a person does in the body; his rights follow from it at once. */
export default function RolesForm({ person, onClose }: PersonFormProps) {
  const client = useQueryClient();
  const form = useDraft<{ roles: readonly string[] }>(`admin:roles:${person.id}`, { roles: person.roles });
  const save = async () => {
    await take(api.PUT('/api/employees/{id}/roles', { params: { path: { id: person.id } }, body: { roles: [...form.value.roles] } }));
    await client.invalidateQueries({ queryKey: ['admin'] });
  };
  return (
    <FormDrawer title={`${t.roles}: ${person.short_name}`} done={t.rolesChanged} draft={form} onClose={onClose} save={save}>
      {(texts) => <RolesField value={form.value.roles} onChange={(roles) => form.change({ roles })} error={texts.roles} />}
    </FormDrawer>
  );
}
