import { useState } from 'react';

interface Acting {
  busy: boolean;
  /** The refusal of the last attempt. */
  error: unknown;
  /** Answers whether the act was done; a refusal is kept in `error`. */
  run: (act: () => Promise<unknown>) => Promise<boolean>;
}

/** One act at a time, with its refusal. `refused` is called with it: to ask anew what turned out to be old. */
export function useAct(refused?: (error: unknown) => void): Acting {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = async (act: () => Promise<unknown>) => {
    if (busy) return false;
    setBusy(true);
    setError(undefined);
    try {
      await act();
      return true;
    } catch (problem) {
      setError(problem);
      refused?.(problem);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, run };
}
