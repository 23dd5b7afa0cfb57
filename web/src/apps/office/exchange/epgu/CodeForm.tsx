import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/client';
import { portalForms as t } from '@/i18n/ru/portalForms';
import { Checkbox } from '@/ui/Choice';
import { Field } from '@/ui/Field';
import { FormDrawer } from '../../admin/FormDrawer';
import type { Code } from './queries';

const integer = /^-?\d{1,9}$/;

/** A code of the portals with the name that the applicant sees. */
export function CodeForm({ code, onClose }: { code: Code | null; onClose: () => void }) {
  const client = useQueryClient();
  const [form, setForm] = useState({ code: code === null ? '' : String(code.code), name: code?.name ?? '', terminal: code?.terminal ?? false });
  const save = async () => {
    await api.PUT('/api/epgu/codes', { body: { ...form, code: Number(form.code) } });
    await client.invalidateQueries({ queryKey: ['epgu'] });
  };
  return (
    <FormDrawer title={t.codeTitle} done={t.saved} save={save} onClose={onClose} incomplete={!integer.test(form.code) || form.name.trim() === ''}>
      {(texts) => (
        <div className="stack">
          <Field label={t.number} value={form.code} onChange={(next) => setForm({ ...form, code: next })} error={texts.code} required disabled={code !== null} />
          <Field label={t.name} value={form.name} onChange={(name) => setForm({ ...form, name })} error={texts.name} maxLength={200} required />
          <Checkbox checked={form.terminal} onChange={(terminal) => setForm({ ...form, terminal })}>
            {t.terminal}
          </Checkbox>
        </div>
      )}
    </FormDrawer>
  );
}
