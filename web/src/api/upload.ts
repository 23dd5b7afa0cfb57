import { offline, toError } from './problem';
import { session } from './session';

interface SendOptions {
  signal: AbortSignal;
  /** 0…100. */
  onProgress: (percent: number) => void;
  method?: 'POST' | 'PUT';
  headers?: Readonly<Record<string, string>>;
}

/** Sends one file as a form («file») with progress, which fetch cannot tell; the session is renewed as elsewhere. */
export async function sendFile<T>(url: string, file: File, options: SendOptions): Promise<T> {
  const answer = await sendOnce(url, file, options);
  if (answer.status >= 200 && answer.status < 300) return json(answer.body) as T;
  const error = toError(answer.status, json(answer.body));
  const need = session.needOf(error.status, error.code);
  if (need !== undefined && (await session.meet(need))) return sendFile(url, file, options);
  throw error;
}

interface Answer {
  status: number;
  body: string;
}

/** A proxy may answer with a page instead of JSON. */
function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function sendOnce(url: string, file: File, { signal, onProgress, method = 'POST', headers = {} }: SendOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(Math.round((event.loaded / event.total) * 100));
    });
    request.addEventListener('load', () => resolve({ status: request.status, body: request.responseText }));
    request.addEventListener('error', () => reject(offline()));
    request.addEventListener('abort', () => reject(new DOMException('cancelled', 'AbortError')));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}
