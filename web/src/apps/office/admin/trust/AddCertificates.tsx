import { useQueryClient } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { api, take } from '@/api/client';
import { codeText } from '@/i18n/errorText';
import { trust as t } from '@/i18n/ru/adminTrust';
import { base64 } from '@/lib/base64';
import { dayNumbers } from '@/lib/dates';
import { Button } from '@/ui/Button';
import { Checkbox } from '@/ui/Choice';
import { Field } from '@/ui/Field';
import { ErrorBox } from '@/ui/Notice';
import { FormDrawer } from '../FormDrawer';
import type { Candidate } from './queries';

const refusalWords = (code: string) => codeText(code) ?? code;

/** First what the file holds, then which of it is to be believed and on what ground. */
export function AddCertificates({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const [file, setFile] = useState<{ name: string; text: string; found: readonly Candidate[] }>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>();
  const read = async (picked: File | undefined) => {
    if (picked === undefined) return;
    setError(undefined);
    setFile(undefined);
    try {
      const text = await base64(picked);
      const { items } = await take(api.POST('/api/trust/certificates/read', { body: { file: text } }));
      setFile({ name: picked.name, text, found: items });
      setChosen(new Set(items.filter((one) => one.refusal === '').map((one) => one.sha256)));
    } catch (problem) {
      setError(problem);
    }
  };
  const save = async () => {
    if (file === undefined) return;
    await take(api.POST('/api/trust/certificates', { body: { file: file.text, choose: [...chosen], reason } }));
    await client.invalidateQueries({ queryKey: ['admin', 'trust'] });
  };
  const toggle = (sha: string, on: boolean) => setChosen(new Set(on ? [...chosen, sha] : [...chosen].filter((one) => one !== sha)));
  return (
    <FormDrawer
      title={t.addTitle}
      action={chosen.size > 0 ? t.chosen(chosen.size) : t.add}
      done={t.added(chosen.size)}
      onClose={onClose}
      save={save}
      incomplete={file === undefined || chosen.size === 0 || reason.trim().length < 3}
      wide
    >
      {(texts) => (
        <>
          <p className="muted">{t.addHint}</p>
          <div className="row row-wrap">
            <FileTrigger acceptedFileTypes={['.cer', '.crt', '.der', '.pem', '.p7b', '.p7c']} onSelect={(files) => void read(files?.[0])}>
              <Button icon={Upload}>{t.choose}</Button>
            </FileTrigger>
            <span className="clip" role="status">
              {file?.name}
            </span>
          </div>
          {error !== undefined && <ErrorBox error={error} />}
          {file && (
            <ul className="trust-found" aria-label={t.found}>
              {file.found.map((one) => (
                <li key={one.sha256}>
                  <Checkbox checked={chosen.has(one.sha256)} disabled={one.refusal !== ''} onChange={(on) => toggle(one.sha256, on)}>
                    <span className="strong">{one.subject}</span>
                  </Checkbox>
                  <div className="muted small">
                    {one.role !== '' && `${t.roles[one.role]}, `}
                    {dayNumbers(one.not_before)} – {dayNumbers(one.not_after)}
                  </div>
                  <code className="trust-hash small">{one.sha256}</code>
                  {one.refusal !== '' && <div className="tone-danger small">{refusalWords(one.refusal)}</div>}
                </li>
              ))}
            </ul>
          )}
          {file && <Field label={t.reason} hint={t.reasonHint} value={reason} onChange={setReason} error={texts.reason} required />}
        </>
      )}
    </FormDrawer>
  );
}
