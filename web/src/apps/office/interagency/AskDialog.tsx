import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, take } from '@/api/client';
import { fieldTexts } from '@/i18n/errorText';
import { interagencyWords as t } from '@/i18n/ru/interagency';
import { ActDialog } from '@/ui/ActDialog';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/Toast';
import { Fields } from './Fields';
import { kindsQuery, type About } from './queries';

/** Asks another body; a real-time answer is there when the dialog closes. */
export function AskDialog({ about, onClose }: { about?: About; onClose: () => void }) {
  const client = useQueryClient();
  const { data } = useQuery(kindsQuery);
  const [kind, setKind] = useState<string | null>(null);
  const [values, setValues] = useState<Record<string, string>>({});
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const kinds = data?.items.filter((one) => one.in_force) ?? [];
  const chosen = kinds.find((one) => one.code === kind);
  const run = async () => {
    if (kind === null) return;
    const done = await take(api.POST('/api/interagency/requests', { body: { kind, fields: values, send: true, ...(about && { about }) } }));
    await client.invalidateQueries({ queryKey: ['interagency'] });
    toast.done(done.state === 'answered' ? t.answered : done.letter_id !== null ? t.drafted : chosen?.term === 'realtime' ? t.waits : t.sent);
    onClose();
  };
  return (
    <ActDialog title={t.askTitle} action={t.send} onClose={onClose} ready={() => kind !== null} run={run} refused={(error) => setErrors(fieldTexts(error))}>
      <Select
        label={t.kind}
        options={kinds.map((one) => ({ id: one.code, title: one.name, hint: `${one.to_body === '' ? one.to_name : one.to_body} · ${t.terms[one.term]}` }))}
        value={kind}
        onChange={setKind}
      />
      {chosen && <Fields fields={chosen.fields} values={values} onChange={setValues} errors={errors} prefix="fields" />}
    </ActDialog>
  );
}
