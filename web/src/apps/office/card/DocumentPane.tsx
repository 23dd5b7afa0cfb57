import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, Check, FileText, FileWarning, FileX, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { cardWords as t, fileWords, signatureWords } from '@/i18n/ru/cards';
import { pdfWords } from '@/i18n/ru/kit';
import { PdfView } from '@/pdf/PdfView';
import { IconButton, Link } from '@/ui/Button';
import { Empty, Skeleton } from '@/ui/Notice';
import { Tag, type Tone } from '@/ui/Tag';
import { classes } from '@/ui/classes';
import { cardQuery } from './queries';
import { fileUrl, previewUrl, shownFiles, stampsOn, verdictOf, type CardFile, type Verdict } from './document';
import type { Card } from './parts';

interface DocumentPaneProps {
  id: number;
  /** Back to the card, where it is not beside. */
  onBack?: (() => void) | undefined;
}

/** The document beside its card: pages, files, the verdict on the signature. */
export function DocumentPane({ id, onBack }: DocumentPaneProps) {
  const { data: card, isError } = useQuery(cardQuery(id));
  if (isError) return null; // the card beside says why
  if (card === undefined) return <Skeleton shape="card" count={6} />;
  return <Files key={id} card={card} onBack={onBack} />;
}

function Files({ card, onBack }: { card: Card; onBack: (() => void) | undefined }) {
  const files = shownFiles(card);
  const [chosen, setChosen] = useState<number>();
  const file = files.find((one) => one.id === chosen) ?? files[0];
  const back = onBack && <IconButton icon={ArrowLeft} label={t.backToCard} onPress={onBack} />;
  if (file === undefined) {
    return (
      <Frame head={back}>
        <Empty icon={FileText} title={t.noFiles}>
          {t.noFilesHint}
        </Empty>
      </Frame>
    );
  }
  const badge = <SignatureTag verdict={verdictOf(card)} />;
  if (!file.has_preview || file.damaged) {
    return (
      <Frame
        head={
          <>
            {back}
            <Switcher files={files} file={file} onChoose={setChosen} />
            {badge}
          </>
        }
      >
        <NoPreview file={file} />
      </Frame>
    );
  }
  return (
    <PdfView
      files={files.map((one) => ({
        id: one.id,
        name: one.name,
        url: one.has_preview ? previewUrl(one.id) : fileUrl(one.id),
        type: one.has_preview ? 'application/pdf' : '',
      }))}
      selected={file.id}
      onSelect={(next) => setChosen(Number(next))}
      stamps={stampsOn(card, file)}
      badge={badge}
      actions={back}
    />
  );
}

/** Looks like the viewer, for what cannot be viewed. */
function Frame({ head, children }: { head: ReactNode; children: ReactNode }) {
  return (
    <section className="pdf" aria-label={pdfWords.viewer} data-pane>
      <header className="pdf-head">{head}</header>
      <div className="pdf-scroll">{children}</div>
    </section>
  );
}

interface SwitcherProps {
  files: readonly CardFile[];
  file: CardFile;
  onChoose: (id: number) => void;
}

function Switcher({ files, file, onChoose }: SwitcherProps) {
  return (
    <div className="pdf-files" role="group" aria-label={pdfWords.files}>
      {files.map((one) => (
        <AriaButton
          key={one.id}
          className={classes('view pdf-file', one.id === file.id && 'chosen')}
          aria-pressed={one.id === file.id}
          onPress={() => onChoose(one.id)}
        >
          <span className="clip">{one.name}</span>
        </AriaButton>
      ))}
    </div>
  );
}

/** Being made, or why there is none and what to do. */
function NoPreview({ file }: { file: CardFile }) {
  if (file.reading && !file.damaged) {
    return (
      <div role="status">
        <p className="muted document-reading">{fileWords.reading}</p>
        <Skeleton shape="card" count={6} />
      </div>
    );
  }
  const text = file.damaged ? fileWords.damaged : (fileWords.trouble[file.trouble || 'no_preview'] ?? fileWords.otherTrouble);
  return (
    <Empty icon={file.damaged ? FileX : FileWarning} title={file.name} action={file.damaged ? undefined : <Download file={file} />}>
      {text}
    </Empty>
  );
}

const Download = ({ file }: { file: CardFile }) => (
  <Link href={fileUrl(file.id)} external>
    {fileWords.download(file.name)}
  </Link>
);

const looks: Record<Verdict, { tone: Tone; icon?: LucideIcon }> = {
  valid: { tone: 'done', icon: Check },
  invalid: { tone: 'danger', icon: FileX },
  indeterminate: { tone: 'warn' },
  unchecked: { tone: 'plain' },
};

/** The verdict in words, never only a colour. */
export function SignatureTag({ verdict }: { verdict: Verdict | undefined }) {
  if (verdict === undefined) return null;
  const { tone, icon } = looks[verdict];
  return (
    <Tag tone={tone} icon={icon}>
      {signatureWords[verdict]}
    </Tag>
  );
}
