import { ApiError, offline } from './problem';
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
  if (answer.status === 401 && (await session.renew())) return read<T>(await sendOnce(url, file, options));
  return read<T>(answer);
}

interface Answer {
  status: number;
  body: string;
}

function read<T>({ status, body }: Answer): T {
  const parsed = json(body);
  if (status >= 200 && status < 300) return parsed as T;
  const { code, detail, fields } = (parsed ?? {}) as { code?: string; detail?: string; fields?: Record<string, string> };
  throw new ApiError(code ?? `http.${status}`, status, fields ?? {}, detail ?? '');
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
