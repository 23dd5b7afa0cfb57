import type { Answer, Question, Reply } from './types';
import { t } from './words';

/** The text of one of the parts that the build puts into the page. */
const part = (id: string) => document.querySelector(`#${id}`)?.textContent ?? '';

async function unpacked(): Promise<ArrayBuffer> {
  const packed = Uint8Array.from(atob(part('program')), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

let running: Promise<Worker> | undefined;

/** The worker with its program, started once; after a stop the next question starts it anew. */
function engine(): Promise<Worker> {
  running ??= (async () => {
    const worker = new Worker(URL.createObjectURL(new Blob([part('worker')], { type: 'text/javascript' })));
    const program = await unpacked();
    await new Promise<void>((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => ('ready' in data ? resolve() : reject(new Error(t.stopped))), { once: true });
      worker.addEventListener('error', () => reject(new Error(t.stopped)), { once: true });
      worker.postMessage({ program }, [program]);
    });
    return worker;
  })();
  running.catch(() => (running = undefined));
  return running;
}

/** Begins to load the program while the person still looks for his files. */
export const warm = () => void engine().catch(() => undefined);

export async function ask(question: Question, progress: (bytes: number) => void): Promise<Answer> {
  const worker = await engine();
  return new Promise((resolve, reject) => {
    const hear = ({ data }: MessageEvent<Reply>) => {
      if ('read' in data) {
        progress(data.read);
        return;
      }
      worker.removeEventListener('message', hear);
      if ('answer' in data) {
        resolve(JSON.parse(data.answer) as Answer);
        return;
      }
      running = undefined;
      worker.terminate();
      reject(new Error(t.stopped));
    };
    worker.addEventListener('message', hear);
    worker.postMessage(question, []);
  });
}
