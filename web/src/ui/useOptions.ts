import { useEffect, useState } from 'react';
import type { Option } from './Select';

export type LoadOptions<Id extends string | number> = (query: string, signal: AbortSignal) => Promise<readonly Option<Id>[]>;

interface Found<Id extends string | number> {
  options: readonly Option<Id>[];
  loading: boolean;
  failed: boolean;
}

/** Options for what is typed: asks a moment after the last letter and drops answers that came late. */
export function useOptions<Id extends string | number>(load: LoadOptions<Id>, query: string, active: boolean): Found<Id> {
  const [found, setFound] = useState<Found<Id>>({ options: [], loading: false, failed: false });
  useEffect(() => {
    if (!active) return;
    const abort = new AbortController();
    const timer = setTimeout(
      async () => {
        setFound((before) => ({ ...before, loading: true }));
        try {
          const options = await load(query, abort.signal);
          if (!abort.signal.aborted) setFound({ options, loading: false, failed: false });
        } catch {
          if (!abort.signal.aborted) setFound({ options: [], loading: false, failed: true });
        }
      },
      query === '' ? 0 : 200,
    );
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [load, query, active]);
  return found;
}

/** Search in a list that is already here, by any part of any word. */
export function among<Id extends string | number>(options: readonly Option<Id>[]): LoadOptions<Id> {
  return async (query) => {
    const words = query.toLocaleLowerCase('ru').split(/\s+/).filter(Boolean);
    return options.filter((option) => {
      const text = `${option.title} ${option.hint ?? ''}`.toLocaleLowerCase('ru');
      return words.every((word) => text.includes(word));
    });
  };
}
