/** @jsxImportSource preact */
import { useRef, useState } from 'preact/hooks';
import { w } from '@/i18n/ru/wizard';
import { at as answerAt, isGroup, type Answer } from './form';
import { useHand, type FieldProps } from './hand';
import { Legend, useFocusNext, useMarks } from './Labelled';

const most = 20 << 20;

type Loading = { name: string; part: number; cancel: AbortController };

/** Files with their progress; each is kept by the server at once, so nothing is loaded again when the page is left. */
export function FileField({ field, at, quietLabel }: FieldProps) {
  const hand = useHand();
  const marks = useMarks(field, at);
  const answer = answerAt(hand.answers, at);
  const files = (Array.isArray(answer) ? answer : []).filter(isGroup);
  const [loading, load] = useState<Loading[]>([]);
  const [said, say] = useState('');
  const focusNext = useFocusNext();
  const latest = useRef(hand);
  latest.current = hand;
  const wrong = marks.wrong ?? hand.problems.find((one) => one.path.startsWith(`${at}.`))?.text;

  const current = (): Answer[] => {
    const now = answerAt(latest.current.answers, at);
    return Array.isArray(now) ? now : [];
  };
  const send = async (file: File) => {
    if (file.size > most) {
      say(w.tooLarge(file.name));
      return;
    }
    const cancel = new AbortController();
    load((list) => [...list, { name: file.name, part: 0, cancel }]);
    const progress = (part: number) => load((list) => list.map((one) => (one.cancel === cancel ? { ...one, part } : one)));
    try {
      const { code, name, size } = await hand.upload(file, progress, cancel.signal);
      hand.sizes.set(code, size);
      // The field of the last file that there is room for goes away while it is loaded, and the focus with it.
      if (document.activeElement === document.body) focusNext(`[id="${marks.id}"], [id="${marks.id}-${code}"]`);
      latest.current.set(at, [...current(), { code, name }]);
      say(w.loaded(name));
    } catch (error) {
      if (!cancel.signal.aborted) say(error instanceof Error && error.message ? error.message : w.notLoaded(file.name));
    }
    load((list) => list.filter((one) => one.cancel !== cancel));
  };
  const remove = (code: string) => {
    const next = current().filter((one) => !isGroup(one) || one['code'] !== code);
    focusNext(`[id="${marks.id}"]`);
    hand.set(at, next.length ? next : undefined);
    hand.forget(code);
  };
  const room = (field.schema.maxItems ?? 1) - files.length - loading.length;
  return (
    <Legend field={field} marks={{ ...marks, wrong }} quiet={quietLabel} hint={w.fileHint}>
      {files.length + loading.length > 0 && (
        <ul class="w-files">
          {files.map((file) => (
            <li key={String(file['code'])}>
              <span class="w-file-name">{String(file['name'])}</span>
              <span class="w-hint">{hand.sizes.has(String(file['code'])) ? w.size(hand.sizes.get(String(file['code'])) ?? 0) : ''}</span>
              <button type="button" class="w-link" id={`${marks.id}-${String(file['code'])}`} onClick={() => remove(String(file['code']))}>
                {w.remove}
                <span class="visually-hidden">{w.removeOf(String(file['name']))}</span>
              </button>
            </li>
          ))}
          {loading.map((one) => (
            <li key={one.name}>
              <span class="w-file-name">{one.name}</span>
              <progress max={1} value={one.part} aria-label={w.loading(one.name)} />
              <button type="button" class="w-link" onClick={() => one.cancel.abort()}>
                {w.cancel}
                <span class="visually-hidden">{w.removeOf(one.name)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {room > 0 && (
        <label class="w-file">
          <input
            type="file"
            id={marks.id}
            multiple={room > 1}
            aria-invalid={wrong ? true : undefined}
            onChange={(event) => {
              const chosen = [...(event.currentTarget.files ?? [])].slice(0, room);
              event.currentTarget.value = '';
              chosen.forEach((file) => void send(file));
            }}
          />
          <span>{w.file}</span>
        </label>
      )}
      <p class="w-hint" role="status">
        {said}
      </p>
    </Legend>
  );
}
