import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/client';
import { portalForms as t } from '@/i18n/ru/portalForms';
import { Field } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { FormDrawer } from '../../admin/FormDrawer';
import type { Setup } from './queries';

const envs = (['DEV', 'UAT', 'EXUAT', 'SVCDEV', 'TCOD', 'PROD'] as const).map((id) => ({ id, title: id }));
const elkEnvs = (['SVCDEV', 'EPGU'] as const).map((id) => ({ id, title: id }));

/** How the exchange names itself in what it sends. */
export function SettingsForm({ settings, onClose }: { settings: Setup['settings']; onClose: () => void }) {
  const client = useQueryClient();
  const [form, setForm] = useState(settings);
  const set = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  const save = async () => {
    await api.PUT('/api/epgu/settings', { body: form });
    await client.invalidateQueries({ queryKey: ['epgu'] });
  };
  return (
    <FormDrawer title={t.settingsTitle} done={t.saved} save={save} onClose={onClose}>
      {(texts) => (
        <div className="stack">
          <div className="exchange-pair">
            <Select label={t.env} options={envs} value={form.env} onChange={(env) => set({ env })} required />
            <Select label={t.elkEnv} options={elkEnvs} value={form.elk_env} onChange={(elk_env) => set({ elk_env })} required />
          </div>
          <Field label={t.author} value={form.author} onChange={(author) => set({ author })} error={texts.author} maxLength={256} />
          <div className="exchange-pair">
            <Field label={t.inn} value={form.sender_inn} onChange={(sender_inn) => set({ sender_inn })} error={texts.sender_inn} maxLength={12} />
            <Field label={t.kpp} value={form.sender_kpp} onChange={(sender_kpp) => set({ sender_kpp })} error={texts.sender_kpp} maxLength={9} />
          </div>
        </div>
      )}
    </FormDrawer>
  );
}
