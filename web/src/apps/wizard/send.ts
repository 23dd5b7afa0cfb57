import { w } from '@/i18n/ru/wizard';
import type { Answers, Problem } from '@/forms/form';
import type { Keeper } from './keeper';
import { ask, moment, Refused, type State } from './state';

type Checked = { problems: Problem[]; version: number; pass: string };

/** Refusals of the door that pass by themselves (docs/adr/surge-intake.md). */
const passing = new Set(['intake.full', 'intake.unready', 'intake.too_many']);
const mostTries = 40;

const wait = (seconds: number) => new Promise((done) => setTimeout(done, seconds * 1000));

const said = (text: string): Problem[] => [{ path: '', code: 'refused', text }];

/**
 * Checks the draft on the server and sends it through the door of the intake with its pass: one small request. A pass is
 * one place: whoever has to try again, for a lost answer or a full door, never gets a second one and never loses his own.
 */
export async function send(state: State, keeper: Keeper, asked: Answers, say: (text: string) => void): Promise<Problem[]> {
  try {
    await keeper.save();
    const checked = await ask<Checked>(`${state.base}/check`, { answers: asked });
    keeper.checked(checked.version);
    if (checked.problems.length) return checked.problems;
    const receipt = await lodge(JSON.stringify(asked), checked.pass, say);
    keeper.done();
    location.assign(receipt.repeat ? `${state.base}?first=${encodeURIComponent(receipt.number)}` : state.base);
    return [];
  } catch (error) {
    return said(error instanceof Refused ? error.message || closed(error, state.zone) : w.uncertain);
  }
}

/** What a shut door says: when it opens. */
function closed({ code, params }: Refused, zone: string): string {
  const opens = params['opens_at'];
  if (code === 'intake.closed') return w.ended;
  return typeof opens === 'string' ? w.shut(moment(opens, zone)) : w.notSent;
}

/** What the door answers; a repeat stands there already, by this pass or by another application for the same child. */
type Receipt = { number: string; repeat?: boolean };

async function lodge(body: string, pass: string, say: (text: string) => void): Promise<Receipt> {
  for (let tried = 1; ; tried++) {
    try {
      return await ask<Receipt>('/api/intake', undefined, { method: 'POST', body, headers: { 'Content-Type': 'application/json', Authorization: `Pass ${pass}` } });
    } catch (error) {
      const refused = error instanceof Refused ? error : undefined;
      if (tried === mostTries || (refused && !passing.has(refused.code))) throw error;
      // Everybody waits a little differently, so that all do not come back at once.
      const seconds = Math.ceil(Math.max(refused?.retryAfter ?? 0, Math.min(tried, 8)) * (1 + Math.random() / 2));
      say(refused ? w.busy(seconds) : w.offline);
      await wait(seconds);
    }
  }
}
