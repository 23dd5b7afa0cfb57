import { CircleCheck, FileText, RotateCw, X } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { incomingWords as t } from '@/i18n/ru/documents';
import { uploadWords } from '@/i18n/ru/kit';
import { bytes } from '@/lib/plural';
import { Button, IconButton, TextButton } from '@/ui/Button';
import { Progress } from '@/ui/Progress';
import type { IntakeFile, Letter } from './useIntake';

/** What the records office receives: other files are refused by the server with words. */
export const accepted = '.pdf,.docx,.doc,.odt,.rtf,.xlsx,.ods,.txt,.eml,.msg,.jpg,.jpeg,.png,.tif,.tiff';

/** Files may be dropped anywhere on the page. */
export function DropPlace({ children, onFiles, enabled }: { children: ReactNode; onFiles: (files: readonly File[]) => void; enabled: boolean }) {
  const [over, setOver] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    const place = box.current;
    if (!enabled || place === null) return;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const drag = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!place.contains(event.relatedTarget instanceof Node ? event.relatedTarget : null)) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      latest.current([...(event.dataTransfer?.files ?? [])]);
    };
    place.addEventListener('dragenter', drag);
    place.addEventListener('dragover', drag);
    place.addEventListener('dragleave', leave);
    place.addEventListener('drop', drop);
    return () => {
      place.removeEventListener('dragenter', drag);
      place.removeEventListener('dragover', drag);
      place.removeEventListener('dragleave', leave);
      place.removeEventListener('drop', drop);
    };
  }, [enabled]);
  return (
    <div ref={box} className="drop-place">
      {children}
      {over && (
        <div className="drop-veil" role="status">
          <div className="drop-words">
            <FileText size="2rem" strokeWidth={1.5} aria-hidden />
            <p className="strong">{t.drop}</p>
            <p className="muted">{t.dropHint}</p>
          </div>
        </div>
      )}
    </div>
  );
}

interface IntakePanelProps {
  letters: readonly Letter[];
  onRetry: (letter: number, file: number) => void;
  onRemove: (letter: number, file: number) => void;
  onClear: () => void;
  onOpen: (card: number) => void;
}

/** Each file with its bar; can be cancelled and repeated. */
export function IntakePanel({ letters, onRetry, onRemove, onClear, onOpen }: IntakePanelProps) {
  if (letters.length === 0) return null;
  const all = letters.flatMap((letter) => letter.files);
  const done = all.filter((file) => file.state === 'done').length;
  return (
    <section className="intake" aria-label={t.uploads}>
      <div className="row">
        <span className="grow strong small" role="status">
          {uploadWords.summary(done, all.length)}
        </span>
        {done === all.length && (
          <Button small kind="quiet" onPress={onClear}>
            {t.hideUploads}
          </Button>
        )}
      </div>
      <ul className="intake-files">
        {letters.map((letter) =>
          letter.files.map((file, index) => (
            <IntakeLine
              key={file.key}
              item={file}
              of={index > 0 ? letter.files[0]?.file.name : undefined}
              onOpen={index === 0 && letter.cardId !== undefined ? () => onOpen(letter.cardId ?? 0) : undefined}
              onRetry={() => onRetry(letter.key, file.key)}
              onRemove={() => onRemove(letter.key, file.key)}
            />
          )),
        )}
      </ul>
    </section>
  );
}

interface IntakeLineProps {
  item: IntakeFile;
  of: string | undefined;
  onOpen: (() => void) | undefined;
  onRetry: () => void;
  onRemove: () => void;
}

function IntakeLine({ item, of, onOpen, onRetry, onRemove }: IntakeLineProps) {
  const { file, state, percent, error } = item;
  const busy = state === 'sending' || state === 'waiting';
  return (
    <li className="intake-file">
      {state === 'done' ? <CircleCheck className="tone-done" size="1.125em" aria-label={uploadWords.done} /> : <FileText size="1.125em" aria-hidden />}
      <div className="grow">
        <div className="row small">
          {onOpen ? <TextButton onPress={onOpen}>{file.name}</TextButton> : <span className="clip">{file.name}</span>}
          <span className="muted">{state === 'waiting' ? uploadWords.waiting : bytes(file.size)}</span>
        </div>
        {of !== undefined && <div className="small muted clip">{t.attachmentOf(of)}</div>}
        {state === 'sending' && <Progress label={file.name} value={percent} hideLabel />}
        {error && (
          <div className="small tone-danger" role="alert">
            {error}
          </div>
        )}
      </div>
      {state === 'failed' && <IconButton small icon={RotateCw} label={uploadWords.retry(file.name)} onPress={onRetry} />}
      {state !== 'done' && <IconButton small icon={X} label={busy ? uploadWords.cancel(file.name) : uploadWords.remove(file.name)} onPress={onRemove} />}
    </li>
  );
}
