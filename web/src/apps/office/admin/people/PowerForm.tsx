import { useQueryClient } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { problemOf } from '@/api/problem';
import { authorised } from '@/api/session';
import { certificates as t } from '@/i18n/ru/certificates';
import { Button } from '@/ui/Button';
import { FormDrawer } from '../FormDrawer';
import type { PersonFormProps } from './PersonDrawer';

/** A power of attorney of the body with the signature under it, kept once for all signatures of the person. */
export default function PowerForm({ person, onClose }: PersonFormProps) {
  const client = useQueryClient();
  const [file, setFile] = useState<File>();
  const [proof, setProof] = useState<File>();
  const save = async () => {
    const form = new FormData();
    if (file) form.set('file', file);
    if (proof) form.set('signature', proof);
    const address = new URL(`/api/employees/${person.id}/powers`, location.origin);
    const response = await authorised(new Request(address, { method: 'POST', body: form }));
    if (!response.ok) throw await problemOf(response);
    await client.invalidateQueries({ queryKey: ['admin', 'people'] });
  };
  return (
    <FormDrawer
      title={t.powerTitle(person.short_name)}
      action={t.powerAdd}
      done={t.powerAdded}
      onClose={onClose}
      save={save}
      incomplete={file === undefined || proof === undefined}
    >
      {() => (
        <>
          <p className="muted">{t.powersLead}</p>
          <Pick label={t.powerFile} types={['.xml']} file={file} onPick={setFile} />
          <Pick label={t.powerProof} types={['.sig', '.p7s', '.sgn']} file={proof} onPick={setProof} />
        </>
      )}
    </FormDrawer>
  );
}

interface PickProps {
  label: string;
  types: string[];
  file: File | undefined;
  onPick: (file: File) => void;
}

function Pick({ label, types, file, onPick }: PickProps) {
  return (
    <div className="row row-wrap">
      <FileTrigger acceptedFileTypes={types} onSelect={(files) => files?.[0] && onPick(files[0])}>
        <Button icon={Upload}>{label}</Button>
      </FileTrigger>
      <span className="clip" role="status">
        {file?.name}
      </span>
    </div>
  );
}
