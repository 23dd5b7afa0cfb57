import { Upload } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger, Link as AriaLink } from 'react-aria-components';
import { signWords as t } from '@/i18n/ru/signing';
import { deviceWords as d } from '@/i18n/ru/signingDevices';
import { attachSignature } from '@/signing/send';
import { ActDialog } from '@/ui/ActDialog';
import { Button } from '@/ui/Button';
import { fileUrl, mainFile } from '../card/document';
import type { Card, Desk } from '../card/parts';
import './signing.css';

/** A signature that the signatory made in his own program. */
export default function AttachDialog({ card, desk }: { card: Card; desk: Desk }) {
  const [file, setFile] = useState<File>();
  const [tried, setTried] = useState(false);
  const text = mainFile(card);
  const version = card.versions.at(-1);
  return (
    <ActDialog
      title={t.attachTitle}
      action={t.attach}
      onClose={desk.close}
      ready={() => {
        setTried(true);
        return file !== undefined && version !== undefined;
      }}
      run={async () => {
        if (file === undefined || version === undefined) return;
        const signed = await attachSignature(card.id, version.sha256, file, 'file');
        desk.done(signed ? d.signedAs[signed.verdict] : t.attached, { next: true });
      }}
    >
      <p className="muted">{t.demand[card.signing.demand]}</p>
      <ol className="sign-steps">
        {t.attachSteps.map((step, index) => (
          <li key={step}>
            {step}
            {index === 0 && text && (
              <>
                {' '}
                <AriaLink className="link" href={fileUrl(text.id)} download={text.name}>
                  {t.download(text.name)}
                </AriaLink>
              </>
            )}
          </li>
        ))}
      </ol>
      <div className="row row-wrap" role="group" aria-label={t.attachFile}>
        <FileTrigger acceptedFileTypes={['.sig', '.p7s', '.sgn']} onSelect={(files) => setFile(files?.[0])}>
          <Button icon={Upload}>{t.choose}</Button>
        </FileTrigger>
        <span className={tried && file === undefined ? 'tone-danger small' : 'clip'} role="status">
          {file?.name ?? (tried ? t.needFile : '')}
        </span>
      </div>
    </ActDialog>
  );
}
