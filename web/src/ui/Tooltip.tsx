import type { ReactElement, ReactNode } from 'react';
import { Focusable, Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';
import { keyWords } from '@/lib/keys';

/** A tip for a button of the kit: its words and its key. */
export function Hint({ text, keys, children }: { text: ReactNode; keys?: string; children: ReactElement }) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      {children}
      <AriaTooltip className="tooltip" offset={6}>
        {text}
        {keys !== undefined && <kbd>{keyWords(keys)}</kbd>}
      </AriaTooltip>
    </TooltipTrigger>
  );
}

/** A tip for words and icons that are not buttons; they become reachable by Tab. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactNode }) {
  return (
    <Hint text={text}>
      <Focusable>
        <span role="note" className="tip-target">
          {children}
        </span>
      </Focusable>
    </Hint>
  );
}
