import { useState } from 'react';
import { incomingWords as t } from '@/i18n/ru/documents';
import { kit } from '@/i18n/ru/kit';
import { Button } from '@/ui/Button';
import { Radio } from '@/ui/Radio';
import { Dialog } from '@/ui/Dialog';

interface LettersDialogProps {
  files: readonly File[];
  onClose: () => void;
  onAccept: (letters: readonly (readonly File[])[]) => void;
}

/** Several files: one letter with attachments, or as many letters. */
export default function LettersDialog({ files, onClose, onAccept }: LettersDialogProps) {
  const [how, setHow] = useState<'one' | 'several'>('one');
  const [main, setMain] = useState('0');
  const accept = () => {
    const first = files[Number(main)];
    onAccept(how === 'several' || first === undefined ? files.map((file) => [file]) : [[first, ...files.filter((file) => file !== first)]]);
  };
  return (
    <Dialog
      title={t.letters.title(files.length)}
      open
      onClose={onClose}
      footer={
        <>
          <Button kind="filled" keys="Ctrl+Enter" onPress={accept}>
            {t.letters.accept}
          </Button>
          <Button onPress={onClose}>{kit.cancel}</Button>
        </>
      }
    >
      <div className="stack">
        <Radio
          label={t.letters.how}
          options={[
            { id: 'one', title: t.letters.one, hint: t.letters.oneHint },
            { id: 'several', title: t.letters.several(files.length), hint: t.letters.severalHint },
          ]}
          value={how}
          onChange={setHow}
        />
        {how === 'one' && <Radio label={t.letters.main} options={files.map((file, index) => ({ id: String(index), title: file.name }))} value={main} onChange={setMain} />}
      </div>
    </Dialog>
  );
}
