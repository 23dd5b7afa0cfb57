import { useQueryClient } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { poaWords as t } from '@/i18n/ru/poa';
import { ActDialog } from '@/ui/ActDialog';
import { Button } from '@/ui/Button';
import { toast } from '@/ui/Toast';
import { attachPower, powersQuery } from './powers';

interface AttachPowerProps {
  documentId: number;
  signatureId: number;
  onClose: () => void;
}

/** Two files: the power of attorney, and the principal's signature under it. */
export default function AttachPower({ documentId, signatureId, onClose }: AttachPowerProps) {
  const client = useQueryClient();
  const [file, setFile] = useState<File>();
  const [proof, setProof] = useState<File>();
  const [tried, setTried] = useState(false);
  return (
    <ActDialog
      title={t.attachTitle}
      action={t.attach}
      onClose={onClose}
      ready={() => {
        setTried(true);
        return file !== undefined;
      }}
      run={async () => {
        if (file === undefined) return;
        await attachPower(signatureId, file, proof);
        await client.invalidateQueries({ queryKey: powersQuery(documentId).queryKey });
        toast.done(t.attached);
        onClose();
      }}
    >
      <p className="muted">{t.attachHint}</p>
      <Choose label={t.file} button={t.chooseFile} types={['.xml']} file={file} onChoose={setFile} trouble={tried && file === undefined ? t.needFile : undefined} />
      <Choose label={t.proof} button={t.chooseProof} types={['.sig', '.p7s', '.sgn']} file={proof} onChoose={setProof} trouble={undefined} />
    </ActDialog>
  );
}

interface ChooseProps {
  label: string;
  button: string;
  types: readonly string[];
  file: File | undefined;
  onChoose: (file: File | undefined) => void;
  trouble: string | undefined;
}

function Choose({ label, button, types, file, onChoose, trouble }: ChooseProps) {
  return (
    <div className="stack" role="group" aria-label={label}>
      <span className="small muted">{label}</span>
      <div className="row row-wrap">
        <FileTrigger acceptedFileTypes={[...types]} onSelect={(files) => onChoose(files?.[0])}>
          <Button icon={Upload}>{button}</Button>
        </FileTrigger>
        <span className={trouble ? 'tone-danger small' : 'clip'} role="status">
          {file?.name ?? trouble}
        </span>
      </div>
    </div>
  );
}
