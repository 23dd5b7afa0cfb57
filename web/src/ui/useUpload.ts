import { useRef, useState } from 'react';
import { ApiError } from '@/api/problem';
import { errorText } from '@/i18n/errorText';
import { uploadWords as words } from '@/i18n/ru/kit';
import { bytes } from '@/lib/plural';

export type UploadState = 'waiting' | 'sending' | 'done' | 'failed';

export interface UploadItem {
  id: number;
  file: File;
  state: UploadState;
  percent: number;
  error?: string;
}

export type Send<T> = (file: File, options: { signal: AbortSignal; onProgress: (percent: number) => void }) => Promise<T>;

interface Options<T> {
  send: Send<T>;
  onDone: (result: T, file: File) => void;
  /** Extensions with the dot: ['.pdf', '.docx']. */
  accept?: readonly string[];
  /** Bytes. */
  maxSize?: number;
  /** How many are sent at once. */
  atOnce?: number;
}

/** Files on their way: a short queue, progress, cancel, retry. */
export function useUpload<T>({ send, onDone, accept, maxSize, atOnce = 2 }: Options<T>) {
  const [items, setItems] = useState<readonly UploadItem[]>([]);
  const queue = useRef<UploadItem[]>([]);
  const running = useRef(new Map<number, AbortController>());
  const next = useRef(1);
  const change = (id: number, part: Partial<UploadItem>) =>
    setItems((before) => before.map((item) => (item.id === id ? { ...item, ...part } : item)));

  const run = async (item: UploadItem) => {
    const abort = new AbortController();
    running.current.set(item.id, abort);
    change(item.id, { state: 'sending', percent: 0, error: undefined });
    try {
      const result = await send(item.file, { signal: abort.signal, onProgress: (percent) => change(item.id, { percent }) });
      change(item.id, { state: 'done', percent: 100 });
      onDone(result, item.file);
    } catch (error) {
      const offline = error instanceof ApiError && error.status === 0;
      if (!abort.signal.aborted) change(item.id, { state: 'failed', error: offline ? words.network : errorText(error) });
    } finally {
      running.current.delete(item.id);
      pump();
    }
  };
  const pump = () => {
    while (running.current.size < atOnce) {
      const item = queue.current.shift();
      if (item === undefined) return;
      void run(item);
    }
  };
  const refusal = (file: File): string | undefined => {
    if (maxSize !== undefined && file.size > maxSize) return words.tooBig(bytes(maxSize));
    const fits = accept === undefined || accept.some((end) => file.name.toLowerCase().endsWith(end));
    return fits ? undefined : words.wrongType(accept.join(', '));
  };
  const add = (files: readonly File[]) => {
    const added = files.map((file): UploadItem => {
      const error = refusal(file);
      return { id: next.current++, file, state: error ? 'failed' : 'waiting', percent: 0, error };
    });
    setItems((before) => [...before, ...added]);
    queue.current.push(...added.filter((item) => item.state === 'waiting'));
    pump();
  };
  const remove = (id: number) => {
    running.current.get(id)?.abort();
    queue.current = queue.current.filter((item) => item.id !== id);
    setItems((before) => before.filter((item) => item.id !== id));
  };
  const retry = (id: number) => {
    const item = items.find((one) => one.id === id);
    if (item === undefined || refusal(item.file) !== undefined) return;
    change(id, { state: 'waiting', error: undefined });
    queue.current.push(item);
    pump();
  };
  const mayRetry = (item: UploadItem) => item.state === 'failed' && refusal(item.file) === undefined;
  return { items, add, remove, retry, mayRetry };
}
