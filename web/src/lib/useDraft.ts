import { useCallback, useState } from 'react';
import { drafts } from './drafts.ts';

export interface Draft<T> {
  value: T;
  /** Changes some fields and keeps the draft. */
  change: (part: Partial<T>) => void;
  /** Call on success: forgets the draft; the shown value stays. */
  clear: () => void;
  /** Back to the initial value, draft forgotten. */
  reset: () => void;
  /** True when the value came from a draft: tell the person so. */
  restored: boolean;
}

/** Form state with a draft. The id names the form and its object: `resolution:<document id>`. */
export function useDraft<T extends object>(form: string, initial: T): Draft<T> {
  const load = () => ({ form, kept: drafts.read<Partial<T>>(form) });
  const [loaded, setLoaded] = useState(load);
  const [value, setValue] = useState<T>(() => ({ ...initial, ...loaded.kept }));
  if (loaded.form !== form) {
    // The same form was opened for another object.
    const next = load();
    setLoaded(next);
    setValue({ ...initial, ...next.kept });
  }
  const change = useCallback(
    (part: Partial<T>) => {
      setValue((before) => {
        const next = { ...before, ...part };
        drafts.write(form, next);
        return next;
      });
    },
    [form],
  );
  const clear = useCallback(() => {
    drafts.clear(form);
    setLoaded({ form, kept: undefined });
  }, [form]);
  const reset = () => {
    clear();
    setValue(initial);
  };
  return { value, change, clear, reset, restored: loaded.kept !== undefined };
}
