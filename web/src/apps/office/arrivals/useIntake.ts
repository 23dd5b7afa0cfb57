import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ApiError } from '@/api/problem';
import { sendFile } from '@/api/upload';
import { errorText } from '@/i18n/errorText';
import { uploadWords } from '@/i18n/ru/kit';
import type { components } from '@/api/schema';

export type FileState = 'waiting' | 'sending' | 'done' | 'failed';

export interface IntakeFile {
  key: number;
  file: File;
  state: FileState;
  percent: number;
  error?: string | undefined;
}

/** Files that become one card: the letter first, then its attachments. */
export interface Letter {
  key: number;
  files: readonly IntakeFile[];
  /** Known once the letter itself has arrived. */
  cardId?: number | undefined;
}

type Received = components['schemas']['DocumentsDone'];

const atOnce = 2;

/** Where a letter of a flow comes in. */
const doors = { incoming: '/api/incoming', appeal: '/api/appeals' } as const;

/**
 * Letters on their way in. A letter's own file makes the card, its attachments follow one by one; two letters go at
 * once. A failed file is repeated alone, and what has arrived stays.
 */
export function useIntake(flow: 'incoming' | 'appeal', onCard: (id: number, letter: Letter) => void) {
  const client = useQueryClient();
  const [letters, setLetters] = useState<readonly Letter[]>([]);
  const live = useRef<readonly Letter[]>([]);
  const running = useRef(new Map<number, AbortController>());
  const next = useRef(1);

  const put = (list: readonly Letter[]) => {
    live.current = list;
    setLetters(list);
  };
  const changeLetter = (key: number, change: (letter: Letter) => Letter) => put(live.current.map((one) => (one.key === key ? change(one) : one)));
  const changeFile = (letter: number, key: number, part: Partial<IntakeFile>) =>
    changeLetter(letter, (one) => ({ ...one, files: one.files.map((file) => (file.key === key ? { ...file, ...part } : file)) }));

  const send = async (letter: Letter, item: IntakeFile, abort: AbortController): Promise<boolean> => {
    const url = letter.cardId === undefined ? doors[flow] : `/api/documents/${letter.cardId}/files`;
    changeFile(letter.key, item.key, { state: 'sending', percent: 0, error: undefined });
    try {
      const received = await sendFile<Received>(url, item.file, {
        signal: abort.signal,
        onProgress: (percent) => changeFile(letter.key, item.key, { percent }),
      });
      changeFile(letter.key, item.key, { state: 'done', percent: 100 });
      if (letter.cardId === undefined) {
        changeLetter(letter.key, (one) => ({ ...one, cardId: received.id }));
        onCard(received.id, letter);
      } else {
        void client.invalidateQueries({ queryKey: ['card', letter.cardId] });
      }
      return true;
    } catch (error) {
      const offline = error instanceof ApiError && error.status === 0;
      if (!abort.signal.aborted) changeFile(letter.key, item.key, { state: 'failed', error: offline ? uploadWords.network : errorText(error) });
      return false;
    } finally {
      void client.invalidateQueries({ queryKey: ['cards'] });
    }
  };

  const run = async (key: number) => {
    const abort = new AbortController();
    running.current.set(key, abort);
    for (;;) {
      const letter = live.current.find((one) => one.key === key);
      const item = letter?.files.find((file) => file.state === 'waiting');
      // oxlint-disable-next-line no-await-in-loop -- attachments follow their letter
      if (!letter || !item || !(await send(letter, item, abort))) break;
    }
    running.current.delete(key);
    pump();
  };
  /** A letter goes on when its own file waits, or has arrived and an attachment waits. */
  const ready = (letter: Letter) =>
    !running.current.has(letter.key) && letter.files.some((file) => file.state === 'waiting') && (letter.cardId !== undefined || letter.files[0]?.state === 'waiting');
  const pump = () => {
    for (const letter of live.current) {
      if (running.current.size >= atOnce) return;
      if (ready(letter)) void run(letter.key);
    }
  };

  const add = (groups: readonly (readonly File[])[]) => {
    const made = groups.map((files): Letter => ({
      key: next.current++,
      files: files.map((file) => ({ key: next.current++, file, state: 'waiting', percent: 0 })),
    }));
    put([...live.current, ...made]);
    pump();
  };
  const retry = (letter: number, key: number) => {
    changeFile(letter, key, { state: 'waiting', error: undefined });
    pump();
  };
  const remove = (letter: number, key: number) => {
    const item = live.current.find((one) => one.key === letter)?.files.find((file) => file.key === key);
    if (item?.state === 'sending') running.current.get(letter)?.abort();
    changeLetter(letter, (one) => ({ ...one, files: one.files.filter((file) => file.key !== key) }));
    put(live.current.filter((one) => one.files.length > 0));
    pump();
  };
  const clear = () => put(live.current.filter((letter) => letter.files.some((file) => file.state !== 'done')));
  return { letters, add, retry, remove, clear };
}
