import { Download, Printer, RotateCw, ZoomIn, ZoomOut, MoveHorizontal, ChevronDown, ChevronUp } from 'lucide-react';
import { lazy, Suspense, useCallback, useRef, useState, type ReactNode } from 'react';
import { Button as AriaButton, Link as AriaLink } from 'react-aria-components';
import { pdfWords as words } from '@/i18n/ru/kit';
import { IconButton } from '@/ui/Button';
import { Skeleton } from '@/ui/Notice';
import { Hint } from '@/ui/Tooltip';
import { classes } from '@/ui/classes';
import './pdf.css';
import type { Stamp } from './Stamps';

export type { Stamp };

const PdfDocument = lazy(() => import('./PdfDocument'));
const PrintedDocument = lazy(() => import('./PrintedDocument'));

export interface ViewFile {
  id: string | number;
  name: string;
  /** Where its bytes are; the browser's session opens it. */
  url: string;
  /** Media type: application/pdf, image/png… others are offered for download. */
  type: string;
}

interface PdfViewProps {
  files: readonly ViewFile[];
  /** The file shown; the first when absent. */
  selected?: string | number | undefined;
  onSelect?: (id: string | number) => void;
  stamps?: readonly Stamp[];
  /** The verdict on the signature: a <Tag> in words. */
  badge?: ReactNode;
  /** More buttons at the right of the head. */
  actions?: ReactNode;
}

const zooms = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];

/** Files of a document: pages as they are, marks above them, the verdict beside. */
export function PdfView({ files, selected, onSelect, stamps = [], badge, actions }: PdfViewProps) {
  const [own, setOwn] = useState(selected);
  const file = files.find((one) => one.id === (selected ?? own)) ?? files[0];
  const [zoom, setZoom] = useState(1);
  const [rotation, setRotation] = useState(0);
  const [page, setPage] = useState(1);
  const [count, setCount] = useState(0);
  const scroller = useRef<HTMLElement>(null);
  const [printing, setPrinting] = useState(false);
  const onPrinted = useCallback(() => setPrinting(false), []);
  const onPages = useCallback((pages: number) => setCount(pages), []);
  if (file === undefined) return null;
  const choose = (id: string | number) => {
    setOwn(id);
    setRotation(0);
    setCount(0);
    onSelect?.(id);
  };
  const step = (by: 1 | -1) => setZoom((now) => (by > 0 ? zooms.find((one) => one > now) : zooms.findLast((one) => one < now)) ?? now);
  const goTo = (next: number) => scroller.current?.querySelector(`[data-page="${next}"]`)?.scrollIntoView({ block: 'start' });
  const pdf = file.type === 'application/pdf';
  const image = /^image\/(png|jpeg|gif|webp|bmp)$/.test(file.type);

  return (
    <section className="pdf" aria-label={words.viewer} data-pane>
      <header className="pdf-head">
        <div className="pdf-files" role="group" aria-label={words.files}>
          {files.map((one) => (
            <AriaButton
              key={one.id}
              className={classes('view pdf-file', one.id === file.id && 'chosen')}
              aria-pressed={one.id === file.id}
              onPress={() => choose(one.id)}
            >
              <span className="clip">{one.name}</span>
            </AriaButton>
          ))}
        </div>
        {badge}
        {actions}
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolled region must be reachable by keys */}
      <section ref={scroller} className="pdf-scroll" tabIndex={0} aria-label={file.name}>
        {pdf && (
          <Suspense fallback={<Skeleton shape="card" count={6} />}>
            <PdfDocument key={file.url} url={file.url} zoom={zoom} rotation={rotation} stamps={stamps} onPage={setPage} onPages={onPages} />
          </Suspense>
        )}
        {image && (
          <img
            className="pdf-image"
            src={file.url}
            alt={file.name}
            style={{ inlineSize: `${zoom * 100}%`, maxInlineSize: 'none', rotate: `${rotation}deg` }}
          />
        )}
        {!pdf && !image && <p className="pdf-other">{words.other}</p>}
      </section>
      <footer className="pdf-bar no-print">
        {pdf && count > 0 && (
          <>
            <IconButton small icon={ChevronUp} label={words.previous} disabled={page <= 1} onPress={() => goTo(page - 1)} />
            <span className="pdf-count">{words.page(page, count)}</span>
            <IconButton small icon={ChevronDown} label={words.next} disabled={page >= count} onPress={() => goTo(page + 1)} />
          </>
        )}
        <span className="grow" />
        {(pdf || image) && (
          <>
            <IconButton small icon={ZoomOut} label={words.zoomOut} disabled={zoom <= (zooms[0] ?? 0)} onPress={() => step(-1)} />
            <span className="pdf-count">{words.percent(Math.round(zoom * 100))}</span>
            <IconButton small icon={ZoomIn} label={words.zoomIn} disabled={zoom >= (zooms.at(-1) ?? 0)} onPress={() => step(1)} />
            <IconButton small icon={MoveHorizontal} label={words.fit} disabled={zoom === 1} onPress={() => setZoom(1)} />
            <IconButton small icon={RotateCw} label={words.rotate} onPress={() => setRotation((now) => (now + 90) % 360)} />
          </>
        )}
        {pdf && count > 0 && <IconButton small icon={Printer} label={words.print} disabled={printing} onPress={() => setPrinting(true)} />}
        <Hint text={words.download}>
          <AriaLink className="icon-button small-button" href={file.url} download={file.name} aria-label={words.download}>
            <Download size="1.25em" aria-hidden />
          </AriaLink>
        </Hint>
      </footer>
      {printing && (
        <Suspense fallback={null}>
          <PrintedDocument url={file.url} stamps={stamps} onDone={onPrinted} />
        </Suspense>
      )}
    </section>
  );
}
