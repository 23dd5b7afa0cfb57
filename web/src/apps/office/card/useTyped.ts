import { useLocation, useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';

const prefix = 'q=';

const read = (hash: string) => {
  if (!hash.startsWith(prefix)) return '';
  try {
    return decodeURIComponent(hash.slice(prefix.length));
  } catch {
    return '';
  }
};

/**
 * What is typed into a search field. It stands in the fragment of the address: a reload and the back button keep it, and
 * it never reaches a server's log.
 */
export function useTyped(): { text: string; typed: string; setTyped: (text: string) => void } {
  const router = useRouter();
  const { hash } = useLocation();
  const text = read(hash);
  const [typed, setTyped] = useState(text);
  const told = useRef(text);
  useEffect(() => {
    // The address was changed from outside: back, or a link.
    if (text === told.current) return;
    told.current = text;
    setTyped(text);
  }, [text]);
  useEffect(() => {
    if (typed === told.current) return;
    const timer = setTimeout(() => {
      told.current = typed;
      const next = typed === '' ? '' : prefix + encodeURIComponent(typed);
      void router.navigate({ to: '.', search: true, hash: next, replace: true });
    }, 350);
    return () => clearTimeout(timer);
  }, [typed, router]);
  return { text, typed, setTyped };
}
