import { useEffect, useRef, useState } from 'react';
import { pdfWords as words } from '@/i18n/ru/kit';
import { ApiError } from '@/api/problem';
import { ErrorBox, Skeleton, Banner } from '@/ui/Notice';
import { openPdf, type PDFDocumentProxy } from './engine';
import { PdfPage, type PageSize } from './PdfPage';
import type { Stamp } from './Stamps';

interface PdfDocumentProps {
  url: string;
  /** 1 is «по ширине». */
  zoom: number;
  rotation: number;
  stamps: readonly Stamp[];
  onPage: (page: number) => void;
  onPages: (count: number) => void;
}

interface Loaded {
  document: PDFDocumentProxy;
  sizes: readonly PageSize[];
}

/** All pages of a PDF one under another. */
export default function PdfDocument({ url, zoom, rotation, stamps, onPage, onPages }: PdfDocumentProps) {
  const [attempt, setAttempt] = useState(0);
  const key = `${url}#${attempt}`;
  const [outcome, setOutcome] = useState<{ key: string; loaded?: Loaded; error?: unknown }>();
  useEffect(() => {
    const opened = openPdf(url);
    let stopped = false;
    opened.document
      .then(async (document) => ({ document, sizes: await sizesOf(document) }))
      .then((loaded) => ({ key, loaded }))
      .catch((error: unknown) => ({ key, error }))
      .then((next) => {
        if (!stopped) setOutcome(next);
      });
    return () => {
      stopped = true;
      opened.close();
    };
  }, [url, key]);
  const { loaded, error } = outcome?.key === key ? outcome : {};
  const count = loaded?.sizes.length ?? 0;
  useEffect(() => onPages(count), [count, onPages]);

  if (error !== undefined) {
    return error instanceof ApiError ? (
      <ErrorBox error={error} onRetry={() => setAttempt((before) => before + 1)} />
    ) : (
      <Banner tone="warn">{words.broken}</Banner>
    );
  }
  if (loaded === undefined) return <Skeleton shape="card" count={6} />;
  return <Pages {...loaded} zoom={zoom} rotation={rotation} stamps={stamps} onPage={onPage} />;
}

/** Sizes of all pages; the first ten are read, longer documents are taken to go on like the last one read. */
async function sizesOf(document: PDFDocumentProxy): Promise<PageSize[]> {
  const read = await Promise.all(
    Array.from({ length: Math.min(document.numPages, 10) }, async (_, index) => {
      const { width, height } = (await document.getPage(index + 1)).getViewport({ scale: 1 });
      return { width, height };
    }),
  );
  const usual = read.at(-1) ?? { width: 595, height: 842 };
  return Array.from({ length: document.numPages }, (_, index) => read[index] ?? usual);
}

type PagesProps = Loaded & Pick<PdfDocumentProps, 'zoom' | 'rotation' | 'stamps' | 'onPage'>;

function Pages({ document, sizes, zoom, rotation, stamps, onPage }: PagesProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  useCurrentPage(box, onPage);
  return (
    <div ref={box} className="pdf-pages">
      {width > 0 &&
        sizes.map((size, index) => (
          <PdfPage
            key={index}
            document={document}
            number={index + 1}
            size={size}
            scale={(width / (rotation % 180 === 0 ? size.width : size.height)) * zoom}
            rotation={rotation}
            stamps={stamps.filter((stamp) => stamp.page === index + 1)}
          />
        ))}
    </div>
  );
}

/** At the full width of a large screen a page would be poster-sized. */
const widest = 1000;

/** Width for a page; changes of a few pixels do not redraw. */
function useWidth(box: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (box.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const next = Math.min(widest, Math.floor(entry?.contentRect.width ?? 0));
      setWidth((before) => (Math.abs(before - next) < 4 ? before : next));
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box]);
  return width;
}

function useCurrentPage(box: React.RefObject<HTMLElement | null>, onPage: (page: number) => void) {
  useEffect(() => {
    const scroller = box.current?.closest('.pdf-scroll');
    if (!scroller) return;
    const tell = () => {
      const middle = scroller.getBoundingClientRect().top + scroller.clientHeight / 2;
      const pages = [...scroller.querySelectorAll<HTMLElement>('[data-page]')];
      const shown = pages.findLast((page) => page.getBoundingClientRect().top <= middle) ?? pages[0];
      if (shown) onPage(Number(shown.dataset.page));
    };
    tell();
    scroller.addEventListener('scroll', tell, { passive: true });
    return () => scroller.removeEventListener('scroll', tell);
  }, [box, onPage]);
}
