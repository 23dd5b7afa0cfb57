import { useState, type FormEvent } from 'react';

/** Sending a password: once at a time; a refusal is told and nothing typed is lost. */
export function useSending(ready: () => boolean, send: () => Promise<void>, onDone: () => void) {
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (busy || !ready()) return;
    setBusy(true);
    setError(undefined);
    try {
      await send();
      onDone();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return { tried, busy, error, submit };
}
