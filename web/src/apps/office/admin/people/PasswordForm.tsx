import { useState } from 'react';
import { api } from '@/api/client';
import { people as t } from '@/i18n/ru/admin';
import { FormDrawer } from '../FormDrawer';
import { PasswordField } from './PasswordField';
import type { PersonFormProps } from './PersonDrawer';

/** For somebody who forgot his: all his sessions end, he chooses his own at the next sign-in. */
export default function PasswordForm({ person, onClose }: PersonFormProps) {
  const [password, setPassword] = useState('');
  const save = () => api.POST('/api/employees/{id}/password', { params: { path: { id: person.id } }, body: { password } });
  return (
    <FormDrawer title={`${t.password}: ${person.short_name}`} action={t.password} done={t.passwordSet} onClose={onClose} save={save} incomplete={password === ''}>
      {(texts) => (
        <>
          <p className="muted">{t.passwordLead}</p>
          <PasswordField label={t.firstPassword} value={password} onChange={setPassword} error={texts.password} autoFocus />
        </>
      )}
    </FormDrawer>
  );
}
