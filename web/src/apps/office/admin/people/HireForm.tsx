import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
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
import { NameFields } from './NameFields';
import { PasswordField } from './PasswordField';
import { RolesField } from './RolesField';
import { usePostOptions } from './units';

const blank = {
  surname: '',
  name: '',
  patronymic: '',
  phone: '',
  email: '',
  basis: '',
  from: today(),
  login: '',
  roles: ['executor'] as readonly string[],
  post: null as Option<number> | null,
};

/** A new employee: names, post, roles, and the name and password of the first sign-in. */
export default function HireForm({ onClose, onHired }: { onClose: () => void; onHired: (id: number) => void }) {
  const client = useQueryClient();
  const { data: structure } = useQuery(structureQuery);
  const posts = usePostOptions(structure);
  const form = useDraft('admin:hire', blank);
  const [password, setPassword] = useState('');
  const { value, change } = form;
  const save = async () => {
    const { surname, name, patronymic, phone, email, basis, from, login, roles, post } = value;
    const card = await take(
      api.POST('/api/employees', {
        body: { surname, name, patronymic, phone, email, basis, from_day: from, login, password, roles: [...roles], post_id: post?.id ?? 0 },
      }),
    );
    await client.invalidateQueries({ queryKey: ['admin'] });
    return card.id;
  };
  return (
    <FormDrawer
      title={t.hireTitle}
      action={t.hire}
      done={t.hired(`${value.surname} ${value.name}`)}
      draft={form}
      onClose={onClose}
      onDone={onHired}
      incomplete={value.surname === '' || value.name === '' || value.post === null || value.login === '' || password === ''}
      save={save}
      wide
    >
      {(texts) => (
        <>
          <NameFields value={value} onChange={change} texts={texts} autoFocus />
          <Combo label={t.post} hint={t.postHint} load={posts} value={value.post} onChange={(post) => change({ post })} error={texts.post_id} required />
          <div className="two-fields">
            <DateField label={t.from} value={value.from} onChange={(from) => change({ from })} error={texts.from_day} required />
            <Field label={t.basis} hint={t.basisHint} value={value.basis} onChange={(basis) => change({ basis })} error={texts.basis} />
            <Field label={t.phone} value={value.phone} onChange={(phone) => change({ phone })} error={texts.phone} inputMode="tel" />
            <Field label={t.email} value={value.email} onChange={(email) => change({ email })} error={texts.email} inputMode="email" />
          </div>
          <div className="two-fields">
            <Field label={t.login} hint={t.loginHint} value={value.login} onChange={(login) => change({ login })} error={texts.login} required />
            <PasswordField label={t.firstPassword} value={password} onChange={setPassword} error={texts.password} />
          </div>
          <RolesField value={value.roles} onChange={(roles) => change({ roles })} error={texts.roles} />
        </>
      )}
    </FormDrawer>
  );
}
