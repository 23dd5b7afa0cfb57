import { Check, CircleDot, Circle, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { kit } from '@/i18n/ru/kit';
import { classes } from './classes';

export type StepState = 'done' | 'now' | 'waiting' | 'failed';

export interface TimelineItem {
  id: string | number;
  title: ReactNode;
  /** Who: a person or a body. */
  who?: ReactNode;
  /** <When> or words. */
  when?: ReactNode;
  state?: StepState;
  /** What was said: a remark, a report. */
  children?: ReactNode;
}

const words: Record<StepState, string> = { done: kit.done, now: kit.now, waiting: kit.waiting, failed: kit.failed };

function Mark({ state }: { state: StepState }) {
  const icon =
    state === 'done' ? <Check size="0.75em" strokeWidth={3} /> : state === 'failed' ? <X size="0.75em" strokeWidth={3} /> : state === 'now' ? <CircleDot size="1em" /> : <Circle size="1em" />;
  return (
    <span className={`mark mark-${state}`}>
      <span aria-hidden>{icon}</span>
      <span className="visually-hidden">{words[state]}</span>
    </span>
  );
}

/** What happened and what is ahead, top-down: the route of a document, its history. */
export function Timeline({ items, label }: { items: readonly TimelineItem[]; label: string }) {
  return (
    <ol className="timeline" aria-label={label}>
      {items.map((item) => (
        <li key={item.id} className={classes('timeline-item', `is-${item.state ?? 'done'}`)}>
          <Mark state={item.state ?? 'done'} />
          <div className="timeline-body">
            <div className="timeline-line">
              <span className="timeline-title">{item.title}</span>
              {item.who && <span className="timeline-who">{item.who}</span>}
              {item.when && <span className="timeline-when">{item.when}</span>}
            </div>
            {item.children && <div className="timeline-said">{item.children}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Where a person is in a short sequence of pages. */
export function Steps({ steps, current }: { steps: readonly string[]; current: number }) {
  return (
    <ol className="steps" aria-label={kit.steps(current + 1, steps.length)}>
      {steps.map((step, index) => {
        const state: StepState = index < current ? 'done' : index === current ? 'now' : 'waiting';
        return (
          <li key={step} className={`step is-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
            <span className="step-number" aria-hidden>
              {state === 'done' ? <Check size="0.875em" strokeWidth={3} /> : index + 1}
            </span>
            {step}
          </li>
        );
      })}
    </ol>
  );
}
