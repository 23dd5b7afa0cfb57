import { useLayoutEffect, useState, type RefObject } from 'react';

/** How many panes stand side by side: list, card and document. */
export type Room = 'one' | 'two' | 'three';

const rem = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

function roomFor(width: number): Room {
  const wide = width / rem();
  if (wide >= 68) return 'three';
  return wide >= 44 ? 'two' : 'one';
}

/** Measured in letters, not pixels: larger letters leave room for fewer panes. */
export function useRoom(box: RefObject<HTMLElement | null>): Room {
  const [room, setRoom] = useState<Room>(() => roomFor(window.innerWidth));
  useLayoutEffect(() => {
    if (box.current === null) return;
    const observer = new ResizeObserver(([entry]) => setRoom(roomFor(entry?.contentRect.width ?? window.innerWidth)));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box]);
  return room;
}
