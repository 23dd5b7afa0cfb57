import { FileText } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { versionWords as t } from '@/i18n/ru/cards';
import { Button, Link } from '@/ui/Button';
import { Empty } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { When } from '@/ui/When';
import { fileUrl, previewUrl } from '../card/document';
import FilesTab from '../card/FilesTab';
import type { Card, Desk } from '../card/parts';

const CompareVersions = lazy(() => import('./CompareVersions'));

/** The texts of a draft, the newest first; each can be laid against the one before it. */
export default function VersionsTab({ card, desk }: { card: Card; desk: Desk }) {
  const others = card.files.filter((file) => !card.versions.some((version) => version.file_id === file.id));
  return (
    <>
      {card.versions.length === 0 ? (
        <Empty icon={FileText} title={t.empty}>
          {t.emptyHint}
        </Empty>
      ) : (
        <Versions card={card} desk={desk} />
      )}
      {(others.length > 0 || card.actions.includes('add_file')) && (
        <section className="form-section">
          <h3>{t.others}</h3>
          <FilesTab card={{ ...card, files: others }} desk={desk} />
        </section>
      )}
    </>
  );
}

function Versions({ card, desk }: { card: Card; desk: Desk }) {
  const newest = card.versions.at(-1)?.no;
  const compare = (from: number, to: number) =>
    desk.show(
      <Suspense>
        <CompareVersions card={card} desk={desk} from={from} to={to} />
      </Suspense>,
    );
  return (
    <ul className="lines" aria-label={t.label}>
      {card.versions.toReversed().map((version) => (
        <li key={version.id} className="line">
          <div className="row row-wrap">
            <span className="strong">{t.version(version.no)}</span>
            {version.no === newest && <Tag tone="accent">{t.current}</Tag>}
            <span className="grow" />
            <FileLink card={card} fileId={version.file_id} />
            {version.no > 1 && (
              <Button small onPress={() => compare(version.no - 1, version.no)}>
                {t.compare}
              </Button>
            )}
          </div>
          {version.note !== '' && <div>{version.note}</div>}
          <div className="row row-wrap small muted">
            {version.author && <span>{version.author.name}</span>}
            <When value={version.created_at} moment />
          </div>
        </li>
      ))}
    </ul>
  );
}

function FileLink({ card, fileId }: { card: Card; fileId: number }) {
  const file = card.files.find((one) => one.id === fileId);
  if (file === undefined) return null;
  return (
    <Link href={file.has_preview ? previewUrl(file.id) : fileUrl(file.id)} external>
      {t.show}
    </Link>
  );
}
