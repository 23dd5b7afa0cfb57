import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { kit } from '@/i18n/ru/kit';

interface SplitPaneProps {
  /** Remembers the width under this name on this computer. */
  name: string;
  children: ReactNode;
  aside: ReactNode;
  /** First width of the second part, in rem. */
  initial?: number;
  least?: number;
  most?: number;
}

const stored = (name: string) => Number(localStorage.getItem(`pane:${name}`)) || undefined;

/** Two parts side by side with a movable border; in a narrow place only the first is shown. */
export function SplitPane({ name, children, aside, initial = 25, least = 18, most = 60 }: SplitPaneProps) {
  const [width, setWidth] = useState(() => stored(name) ?? initial);
  const box = useRef<HTMLDivElement>(null);
  const resize = (next: number) => {
    const kept = Math.min(most, Math.max(least, next));
    setWidth(kept);
    localStorage.setItem(`pane:${name}`, String(kept));
  };
  const drag = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || box.current === null) return;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    resize((box.current.getBoundingClientRect().right - event.clientX) / rem);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') resize(width + 2);
    else if (event.key === 'ArrowRight') resize(width - 2);
    else return;
    event.preventDefault();
  };
  return (
    <div className="split" ref={box}>
      <div className="split-main">{children}</div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions jsx-a11y/no-noninteractive-tabindex -- a separator with a value is a widget (WAI-ARIA window splitter) */}
      <div
        className="split-border"
        role="separator"
        aria-orientation="vertical"
        aria-label={kit.resize}
        aria-valuenow={width}
        aria-valuemin={least}
        aria-valuemax={most}
        tabIndex={0}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onKeyDown={press}
      />
      <div className="split-aside" style={{ inlineSize: `${width}rem` }}>
        {aside}
      </div>
    </div>
  );
}
