import { lazy, Suspense } from 'react';
import type { Verb } from './actions';
import type { Card } from './queries';

const Refusals = lazy(async () => ({ default: (await import('./refusals')).RefusalDialog }));
const Asking = lazy(async () => ({ default: (await import('./asking')).AskingDialog }));
const Result = lazy(async () => ({ default: (await import('./resultDialogs')).ResultDialog }));
const Moving = lazy(async () => ({ default: (await import('./moving')).MovingDialog }));

export interface VerbProps {
  card: Card;
  verb: Verb;
  onClose: () => void;
  onDone: (words: string) => void;
}

const dialogs = {
  refuse_intake: Refusals, suspend: Refusals, decide: Refusals,
  ask: Asking, ask_applicant: Asking,
  invite: Result, issue: Result, choose_way: Result, correct: Result, enter_correction: Result, complain: Result,
  assign: Moving, hand_over: Moving, route: Moving, enter_cancel: Moving, decline_cancel: Moving,
} as const;

/** The dialog of an act that asks for something. */
export function VerbDialog(props: VerbProps) {
  const Dialog = dialogs[props.verb.id as keyof typeof dialogs];
  return (
    <Suspense fallback={null}>
      <Dialog {...props} />
    </Suspense>
  );
}
