import { el } from './dom';
import { moment } from './files';
import type { Answer, Finding, Verdict } from './types';
import { t, weights } from './words';

/** A reason as the page shows it: what it weighs, its sentence, its detail for an expert. */
interface Reason {
  weight: Verdict;
  text: string;
  detail?: string;
}

/** A reason of a signature in words, with whom and when. */
export function inWords(finding: Finding, sentences: Answer['sentences']): Reason {
  const { text, weight } = sentences[finding.code] ?? { text: finding.code, weight: 'indeterminate' };
  const about = [finding.about && `«${finding.about}»`, finding.at && `${moment(finding.at)} ${t.msk}`].filter(Boolean).join(', ');
  return { weight, text: about === '' ? text : `${text.replace(/\.$/, '')} – ${about}.`, detail: finding.detail };
}

const order: Verdict[] = ['invalid', 'indeterminate', 'valid'];

/** The worst first; each with its word, for colour alone tells nothing. */
export function reasonList(reasons: readonly Reason[], words = weights): HTMLElement | undefined {
  if (reasons.length === 0) return undefined;
  const sorted = reasons.toSorted((a, b) => order.indexOf(a.weight) - order.indexOf(b.weight));
  return el(
    'ul',
    { class: 'reasons' },
    ...sorted.map(({ weight, text, detail }) =>
      el('li', { class: weight }, el('span', { class: 'weight' }, words[weight]), el('span', {}, text, detail ? el('span', { class: 'detail' }, detail) : undefined)),
    ),
  );
}
