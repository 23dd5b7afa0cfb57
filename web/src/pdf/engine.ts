// pdf.js, loaded only when a document is opened. The build for older browsers: offices keep them long.
import { getDocument, GlobalWorkerOptions, TextLayer, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { ApiError, offline } from '@/api/problem';
import { session } from '@/api/session';

declare const __PDF_DATA__: string;

GlobalWorkerOptions.workerSrc = workerUrl;

export { TextLayer };
export type { PDFDocumentProxy, PDFPageProxy, RenderTask } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface Opened {
  document: Promise<PDFDocumentProxy>;
  close: () => void;
}

/** Opens a document by parts as they are needed; an expired session is renewed and the opening repeated. */
export function openPdf(url: string): Opened {
  let task = start(url);
  const document = task.promise.catch(async (error: unknown) => {
    if (statusOf(error) === 401 && (await session.meet('sign-in'))) {
      task = start(url);
      return task.promise.catch(fail);
    }
    return fail(error);
  });
  return { document, close: () => void task.destroy() };
}

/** A preview that no address holds comes whole, as a data: URL; the policy of the page lets nothing fetch it. */
const inline = 'data:application/pdf;base64,';

const source = (url: string) => (url.startsWith(inline) ? { data: Uint8Array.from(atob(url.slice(inline.length)), (letter) => letter.charCodeAt(0)) } : { url });

const start = (url: string) =>
  getDocument({
    ...source(url),
    isEvalSupported: false,
    cMapUrl: `${__PDF_DATA__}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${__PDF_DATA__}standard_fonts/`,
    wasmUrl: `${__PDF_DATA__}wasm/`,
  });

const statusOf = (error: unknown) =>
  error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : undefined;

function fail(error: unknown): never {
  const status = statusOf(error);
  if (status === 0) throw offline();
  if (status !== undefined) throw new ApiError(`http.${status}`, status);
  throw error;
}
