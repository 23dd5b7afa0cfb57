import { stateWords } from '@/i18n/ru/documents';
import { Tag, type Tone } from '@/ui/Tag';

const tones: Readonly<Record<string, Tone>> = {
  received: 'warn',
  with_executive: 'accent',
  resolved: 'accent',
  in_execution: 'accent',
  executed: 'done',
  in_approval: 'robot',
  in_revision: 'warn',
  approved: 'done',
  on_signature: 'accent',
  signed: 'done',
  signature_refused: 'danger',
  dispatching: 'accent',
  dispatched: 'accent',
  delivered: 'done',
  delivery_failed: 'danger',
  refused_by_addressee: 'danger',
  annulled: 'danger',
  returned_to_sender: 'danger',
};

const ended: readonly string[] = ['executed', 'for_information', 'filed', 'annulled', 'dispatched', 'delivered', 'refused_by_addressee', 'withdrawn', 'returned_to_sender', 'not_registrable', 'forwarded_out'];

/** A term colours only while somebody is still bound by it. */
export const binds = (state: string) => !ended.includes(state);

/** The state of a document in the words of the regulation. */
export function StateTag({ state }: { state: string }) {
  return <Tag tone={tones[state] ?? 'plain'}>{stateWords[state] ?? state}</Tag>;
}
