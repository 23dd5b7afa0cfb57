import { Download } from 'lucide-react';
import { Link as AriaLink } from 'react-aria-components';
import { sendFile } from '@/api/upload';
import { fileWords as t } from '@/i18n/ru/cards';
import { bytes } from '@/lib/plural';
import { Tag } from '@/ui/Tag';
import { Upload } from '@/ui/Upload';
import { When } from '@/ui/When';
import { fileUrl, type CardFile } from './document';
import type { Card, Desk } from './parts';

/** Files of the card with what is wrong with them; more can be added while the card allows it. */
export default function FilesTab({ card, desk }: { card: Card; desk: Desk }) {
  return (
    <div className="stack">
      {card.files.length > 0 && (
        <ul className="lines" aria-label={t.label}>
          {card.files.map((file) => (
            <FileLine key={file.id} file={file} />
          ))}
        </ul>
      )}
      {card.actions.includes('add_file') && (
        <Upload<{ name: string }>
          label={t.add}
          send={(file, options) => sendFile(`/api/documents/${card.id}/files`, file, options)}
          onDone={(_, file) => desk.done(t.added(file.name))}
        />
      )}
    </div>
  );
}

function FileLine({ file }: { file: CardFile }) {
  const trouble = file.damaged ? t.damaged : file.trouble === '' ? undefined : (t.trouble[file.trouble] ?? t.otherTrouble);
  return (
    <li className="line">
      <div className="row">
        <span className="grow strong clip" title={file.name}>
          {file.name}
        </span>
        <Tag>{t.roles[file.role]}</Tag>
        <AriaLink className="icon-button" href={fileUrl(file.id)} download={file.name} aria-label={t.download(file.name)}>
          <Download size="1.25em" aria-hidden />
        </AriaLink>
      </div>
      <div className="row row-wrap muted small">
        <span>{bytes(file.size)}</span>
        {file.pages > 0 && <span>{t.pages(file.pages)}</span>}
        <When value={file.created_at} moment />
        {file.reading && <span>{t.reading}</span>}
      </div>
      {trouble && <div className="small tone-danger">{trouble}</div>}
      <div className="small muted file-hash" title={t.hash}>
        {file.sha256}
      </div>
    </li>
  );
}
