import { useState } from 'react';
import { interagencyWords as t, verdicts } from '@/i18n/ru/interagency';
import { dayNumbers } from '@/lib/dates';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import type { AttachedFile } from './queries';

/** Dates of messages are written for machines; people read them in figures. */
const spoken = (value: string) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? dayNumbers(value) : value);

/** What was asked or answered, line by line. */
export function Facts({ facts }: { facts: readonly { label: string; value: string }[] }) {
  return (
    <dl className="interagency-facts">
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{spoken(fact.value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Files with the verdicts on their signatures. */
export function Files({ files, of, id }: { files: readonly AttachedFile[]; of: 'requests' | 'inquiries'; id: number }) {
  if (files.length === 0) return null;
  return (
    <>
      <h3>{t.files}</h3>
      <ul className="stack">
        {files.map((file) => (
          <li key={file.sha256}>
            <a href={`/api/interagency/${of}/${id}/files/${file.sha256}`} download>
              {file.name}
            </a>{' '}
            {file.signature !== '' && <span className="muted">{`${t.fileSignature}: ${verdicts[file.signature] ?? file.signature}. ${file.signed_by}`}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Raw texts are asked for by a press: reading them is an act. */
export function RawTexts({ read }: { read: () => Promise<readonly string[]> }) {
  const [texts, setTexts] = useState<readonly string[]>();
  return (
    <div>
      <Button kind="quiet" onPress={() => void read().then(setTexts)}>
        {t.raw}
      </Button>
      <Dialog open={texts !== undefined} onClose={() => setTexts(undefined)} title={t.raw} wide>
        {texts?.map((text) => (
          <pre key={text} className="interagency-raw">
            {text}
          </pre>
        ))}
      </Dialog>
    </div>
  );
}
