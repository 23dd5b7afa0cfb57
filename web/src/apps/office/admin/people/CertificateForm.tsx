import { useQueryClient } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { api, take } from '@/api/client';
import { certificates as t } from '@/i18n/ru/certificates';
import { base64 } from '@/lib/base64';
import { Button } from '@/ui/Button';
import { ErrorBox } from '@/ui/Notice';
import { CertificateFacts } from '../../certificates/Certificates';
import type { PersonCertificate } from '../../certificates/queries';
import { FormDrawer } from '../FormDrawer';
import type { PersonFormProps } from './PersonDrawer';

/** First what the file holds and how it stands to the person, then the word of the administrator. */
export default function CertificateForm({ person, onClose }: PersonFormProps) {
  const client = useQueryClient();
  const [file, setFile] = useState<{ name: string; text: string; certificate: PersonCertificate }>();
  const [error, setError] = useState<unknown>();
  const params = { path: { id: person.id } };
  const read = async (picked: File | undefined) => {
    if (picked === undefined) return;
    setError(undefined);
    setFile(undefined);
    try {
      const text = await base64(picked);
      setFile({ name: picked.name, text, certificate: await take(api.POST('/api/employees/{id}/certificates/read', { params, body: { file: text } })) });
    } catch (problem) {
      setError(problem);
    }
  };
  const save = async () => {
    await take(api.POST('/api/employees/{id}/certificates', { params, body: { file: file?.text ?? '' } }));
    await client.invalidateQueries({ queryKey: ['admin', 'people'] });
  };
  return (
    <FormDrawer
      title={t.addTitle(person.short_name)}
      action={t.bind}
      done={t.bound}
      onClose={onClose}
      save={save}
      incomplete={!file?.certificate.actions.includes('bind')}
    >
      {() => (
        <>
          <p className="muted">{t.addLead}</p>
          <div className="row row-wrap">
            <FileTrigger acceptedFileTypes={['.cer', '.crt', '.der', '.pem', '.p7b']} onSelect={(files) => void read(files?.[0])}>
              <Button icon={Upload}>{t.choose}</Button>
            </FileTrigger>
            <span className="clip" role="status">
              {file?.name}
            </span>
          </div>
          {error !== undefined && <ErrorBox error={error} />}
          {file && (
            <section className="stack">
              <h3>{file.certificate.owner}</h3>
              <CertificateFacts certificate={file.certificate} />
            </section>
          )}
        </>
      )}
    </FormDrawer>
  );
}
