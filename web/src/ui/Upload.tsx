import { CircleCheck, FileText, RotateCw, Upload as UploadIcon, X } from 'lucide-react';
import { DropZone, FileTrigger, type FileDropItem } from 'react-aria-components';
import { uploadWords as words } from '@/i18n/ru/kit';
import { bytes } from '@/lib/plural';
import { Button, IconButton } from './Button';
import { Progress } from './Progress';
import { useUpload, type Send, type UploadItem } from './useUpload';

interface UploadProps<T> {
  label: string;
  /** Usually (file, options) => sendFile(url, file, options). */
  send: Send<T>;
  onDone: (result: T, file: File) => void;
  accept?: readonly string[];
  maxSize?: number;
  multiple?: boolean;
}

/** Drop or choose files; each has its bar, can be cancelled and repeated. */
export function Upload<T>({ label, send, onDone, accept, maxSize, multiple = true }: UploadProps<T>) {
  const { items, add, remove, retry, mayRetry } = useUpload({ send, onDone, accept, maxSize });
  const done = items.filter((item) => item.state === 'done').length;
  return (
    <div className="upload">
      <DropZone
        className="drop"
        aria-label={label}
        onDrop={async (event) => {
          const files = event.items.filter((item): item is FileDropItem => item.kind === 'file');
          add(await Promise.all(files.map((item) => item.getFile())));
        }}
      >
        <FileTrigger
          allowsMultiple={multiple}
          acceptedFileTypes={accept}
          onSelect={(files) => {
            if (files) add([...files]);
          }}
        >
          <Button icon={UploadIcon}>{words.choose}</Button>
        </FileTrigger>
        <span className="small">
          {words.drop}
          {(accept || maxSize) && `. ${words.hint(accept?.join(', ') ?? '', maxSize === undefined ? '' : bytes(maxSize))}`}
        </span>
      </DropZone>
      {items.length > 0 && (
        <ul aria-label={label}>
          {items.map((item) => (
            <UploadLine key={item.id} item={item} onRemove={() => remove(item.id)} onRetry={mayRetry(item) ? () => retry(item.id) : undefined} />
          ))}
        </ul>
      )}
      <span className="visually-hidden" role="status">
        {items.length > 0 && words.summary(done, items.length)}
      </span>
    </div>
  );
}

interface LineProps {
  item: UploadItem;
  onRemove: () => void;
  onRetry: (() => void) | undefined;
}

function UploadLine({ item, onRemove, onRetry }: LineProps) {
  const { file, state, percent, error } = item;
  const active = state === 'waiting' || state === 'sending';
  return (
    <li className="upload-file">
      {state === 'done' ? <CircleCheck className="tone-done" size="1.25em" aria-hidden /> : <FileText size="1.25em" aria-hidden />}
      <div className="grow">
        <div className="row">
          <span className="clip">{file.name}</span>
          <span className="muted small">{bytes(file.size)}</span>
          {!active && state === 'done' && <span className="small tone-done">{words.done}</span>}
        </div>
        {active && <Progress label={file.name} value={percent} hideLabel />}
        {error && <div className="small tone-danger">{error}</div>}
      </div>
      <div className="row">
        {onRetry && <IconButton small icon={RotateCw} label={words.retry(file.name)} onPress={onRetry} />}
        <IconButton small icon={X} label={active ? words.cancel(file.name) : words.remove(file.name)} onPress={onRemove} />
      </div>
    </li>
  );
}
