import { useEffect, useRef, useState, type CSSProperties } from 'react';
import { pdfWords as words } from '@/i18n/ru/kit';
import { TextLayer, type PDFDocumentProxy, type PDFPageProxy } from './engine';
import { StampLayer, type Stamp } from './Stamps';

export interface PageSize {
  /** In points, without rotation by the person. */
  width: number;
  height: number;
}

interface PdfPageProps {
  document: PDFDocumentProxy;
  number: number;
  size: PageSize;
  scale: number;
  rotation: number;
  stamps: readonly Stamp[];
}

/** Sharp on dense screens, but no larger than the memory of an old computer bears. */
const mostPixels = 16_000_000;

/** One page: its place is kept at once, its picture is drawn when it comes near the view. */
export function PdfPage({ document, number, size, scale, rotation, stamps }: PdfPageProps) {
  const box = useRef<HTMLDivElement>(null);
  const near = useNear(box);
  const turned = rotation % 180 !== 0;
  const width = (turned ? size.height : size.width) * scale;
  const height = (turned ? size.width : size.height) * scale;
  const place: CSSProperties & Record<`--${string}`, string | number> = {
    inlineSize: width,
    blockSize: height,
    '--total-scale-factor': scale,
  };
  return (
    <div ref={box} className="pdf-page" data-page={number} role="region" aria-label={words.pageLabel(number)} style={place}>
      {near && <Drawing document={document} number={number} scale={scale} rotation={rotation} />}
      {stamps.length > 0 && <StampLayer stamps={stamps} size={size} scale={scale} rotation={rotation} />}
    </div>
  );
}

function Drawing({ document, number, scale, rotation }: Omit<PdfPageProps, 'size' | 'stamps'>) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let cancel = () => {};
    let stopped = false;
    const draw = async () => {
      const page = await document.getPage(number);
      if (stopped || canvas.current === null || text.current === null) return;
      cancel = drawPage(page, canvas.current, text.current, scale, rotation);
    };
    draw().catch(() => undefined); // the document was closed meanwhile
    return () => {
      stopped = true;
      cancel();
    };
  }, [document, number, scale, rotation]);
  return (
    <>
      <canvas ref={canvas} aria-hidden />
      <div ref={text} className="textLayer" />
    </>
  );
}

function drawPage(page: PDFPageProxy, canvas: HTMLCanvasElement, text: HTMLDivElement, scale: number, rotation: number): () => void {
  const viewport = page.getViewport({ scale, rotation: (page.rotate + rotation) % 360 });
  const density = Math.min(window.devicePixelRatio, Math.sqrt(mostPixels / (viewport.width * viewport.height)));
  canvas.width = Math.floor(viewport.width * density);
  canvas.height = Math.floor(viewport.height * density);
  const picture = page.render({ canvas, viewport, transform: [density, 0, 0, density, 0, 0] });
  text.replaceChildren();
  const layer = new TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport });
  const cancelled = () => undefined;
  picture.promise.catch(cancelled);
  layer.render().catch(cancelled);
  return () => {
    picture.cancel();
    layer.cancel();
  };
}

/** True from when the page comes within one screen of the view. */
function useNear(box: React.RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (box.current === null) return;
    const observer = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      root: box.current.closest('.pdf-scroll'),
      rootMargin: '100% 0px',
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box]);
  return near;
}
