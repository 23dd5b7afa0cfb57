import { useRef, useState } from 'react';
import { problemOf } from '@/api/problem';
import { authorised } from '@/api/session';
import { versionWords as t } from '@/i18n/ru/cards';
import { kit } from '@/i18n/ru/kit';
import { bytes } from '@/lib/plural';
import { useDraft } from '@/lib/useDraft';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { TextArea } from '@/ui/Field';
import { ErrorBox } from '@/ui/Notice';
import type { Card, Desk } from '../card/parts';
import { describeIfChanged } from '../card/save';

async function sendVersion(id: number, file: File, note: string) {
  const body = new FormData();
  body.append('note', note); // before the file: the server reads the parts in order
  body.append('file', file);
  const response = await authorised(new Request(new URL(`/api/documents/${id}/versions`, location.origin), { method: 'POST', body }));
  if (!response.ok) throw await problemOf(response);
}

/** A new text of the draft; votes for older ones no longer count. */
export default function VersionDialog({ card, desk }: { card: Card; desk: Desk }) {
  const { value, change, clear } = useDraft(`version:${card.id}`, { note: '' });
  const [file, setFile] = useState<File>();
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const input = useRef<HTMLInputElement>(null);
  const run = async () => {
    setTried(true);
    if (file === undefined) return;
    setBusy(true);
    setError(undefined);
    try {
      await describeIfChanged(card);
      await sendVersion(card.id, file, value.note.trim());
      clear();
      desk.done(t.added);
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t.add}
      open
      onClose={desk.close}
      footer={
        <>
          <Button kind="filled" keys="Ctrl+Enter" busy={busy} onPress={() => void run()}>
            {t.send}
          </Button>
          <Button onPress={desk.close} disabled={busy}>
            {kit.cancel}
          </Button>
        </>
      }
    >
      <div className="stack">
        {error !== undefined && <ErrorBox error={error} />}
        <div className="row row-wrap">
          <Button onPress={() => input.current?.click()} autoFocus>
            {t.chooseFile}
          </Button>
          {file ? (
            <span className="clip">
              {file.name} <span className="muted small">{bytes(file.size)}</span>
            </span>
          ) : (
            tried && <span className="small tone-danger">{t.needFile}</span>
          )}
          <input
            ref={input}
            type="file"
            hidden
            accept=".docx,.odt,.rtf,.doc,.pdf"
            aria-label={t.file}
            onChange={(event) => setFile(event.target.files?.[0])}
          />
        </div>
        <TextArea label={t.note} hint={t.noteHint} value={value.note} onChange={(note) => change({ note })} rows={3} maxLength={4000} />
      </div>
    </Dialog>
  );
}
