import { useCallback, useState } from 'react';
import { drafts } from '@/lib/drafts';

/** How long typing in one place is one step back. */
const breath = 1500;
const mostSteps = 200;

interface Steps {
  past: readonly string[];
  now: string;
  future: readonly string[];
  /** where the last step was made, and when */
  place: string;
  at: number;
}

interface Kept {
  text: string;
}

/** The text of the form with every step back and forward. It survives a reload of the tab until it is saved. */
export function useText(id: number, saved: string) {
  const name = `form:${id}`;
  const [steps, setSteps] = useState<Steps>(() => ({ past: [], now: saved, future: [], place: '', at: 0 }));
  const [kept, setKept] = useState(() => {
    const found = drafts.read<Kept>(name);
    return found && found.text !== saved ? found : undefined;
  });
  const keep = useCallback((text: string, base: string) => (text === base ? drafts.clear(name) : drafts.write(name, { text } satisfies Kept)), [name]);
  const change = useCallback(
    (text: string, place = '') => {
      keep(text, saved);
      setSteps((before) => {
        if (before.now === text) return before;
        const at = Date.now();
        const same = place !== '' && place === before.place && at - before.at < breath;
        return { past: same ? before.past : [...before.past.slice(1 - mostSteps), before.now], now: text, future: [], place, at };
      });
    },
    [keep, saved],
  );
  const go = (from: 'past' | 'future') => {
    const text = from === 'past' ? steps.past.at(-1) : steps.future[0];
    if (text === undefined) return;
    keep(text, saved);
    setSteps(
      from === 'past'
        ? { past: steps.past.slice(0, -1), now: text, future: [steps.now, ...steps.future], place: '', at: 0 }
        : { past: [...steps.past, steps.now], now: text, future: steps.future.slice(1), place: '', at: 0 },
    );
  };
  return {
    text: steps.now,
    change,
    undo: steps.past.length > 0 ? () => go('past') : undefined,
    redo: steps.future.length > 0 ? () => go('future') : undefined,
    /** What was typed before a reload and not saved; taken by bringBack. */
    kept,
    bringBack: () => {
      if (kept) change(kept.text);
      setKept(undefined);
    },
    clear: () => {
      drafts.clear(name);
      setKept(undefined);
    },
  };
}
