import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { toast } from '@/ui/Toast';
import { openPdf, type PDFDocumentProxy } from './engine';
import { StampLayer, type Stamp } from './Stamps';
import type { PageSize } from './PdfPage';

interface PrintedDocumentProps {
  url: string;
  stamps: readonly Stamp[];
  onDone: () => void;
}

interface Sheet {
  size: PageSize;
  /** A picture of the page as an address of its bytes in this browser. */
  picture: string;
}

/** A point of a PDF is 1/72 of an inch, a pixel of CSS 1/96. */
const pixelsInPoint = 96 / 72;
/** 200 dots to an inch: small print stays readable, and a page takes about half a megabyte while it waits. */
const density = 200 / 72;

/**
 * Prints every page of a document with its marks over it (GOST R 7.0.97-2016, 5.23): what lies on paper tells, as the
 * screen does, that the original is electronic and who signed it. The file itself stays as it was signed.
 */
export default function PrintedDocument({ url, stamps, onDone }: PrintedDocumentProps) {
  const sheets = useSheets(url, onDone);
  useEffect(() => {
    if (sheets === undefined) return;
    window.addEventListener('afterprint', onDone);
    let stopped = false;
    const ready = [...document.querySelectorAll<HTMLImageElement>('.printed img')].map((picture) => picture.decode());
    void Promise.allSettled(ready).then(() => {
      if (!stopped) window.print();
    });
    return () => {
      stopped = true;
      window.removeEventListener('afterprint', onDone);
    };
  }, [sheets, onDone]);
  if (sheets === undefined) return null;
  return createPortal(
    <div className="printed" aria-hidden>
      {sheets.map(({ size, picture }, index) => (
        <div key={picture} className="printed-page" style={{ inlineSize: size.width * pixelsInPoint, blockSize: size.height * pixelsInPoint }}>
          <img src={picture} alt="" />
          <StampLayer stamps={stamps.filter(({ page }) => page === index + 1)} size={size} scale={pixelsInPoint} rotation={0} />
        </div>
      ))}
    </div>,
    document.body,
  );
}

/** Draws the pages one after another, so that a long document takes the memory of one canvas at a time. */
function useSheets(url: string, onFailed: () => void): readonly Sheet[] | undefined {
  const [sheets, setSheets] = useState<readonly Sheet[]>();
  useEffect(() => {
    const opened = openPdf(url);
    const drawn: Sheet[] = [];
    const over = new AbortController();
    const draw = async () => {
      const source = await opened.document;
      for (let number = 1; number <= source.numPages; number++) {
        if (over.signal.aborted) return;
        drawn.push(await drawSheet(source, number));
      }
      if (!over.signal.aborted) setSheets(drawn);
    };
    draw().catch((error: unknown) => {
      if (over.signal.aborted) return;
      toast.failed(error);
      onFailed();
    });
    return () => {
      over.abort();
      opened.close();
      for (const { picture } of drawn) URL.revokeObjectURL(picture);
    };
  }, [url, onFailed]);
  return sheets;
}

async function drawSheet(source: PDFDocumentProxy, number: number): Promise<Sheet> {
  const page = await source.getPage(number);
  const { width, height } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: density });
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(viewport.width);
  canvas.height = Math.ceil(viewport.height);
  await page.render({ canvas, viewport, intent: 'print' }).promise;
  const bytes = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.92));
  if (bytes === null) throw new Error('the page could not be drawn');
  return { size: { width, height }, picture: URL.createObjectURL(bytes) };
}
