import { el, facts, on, table } from './dom';
import { bytes, moment } from './files';
import { reasonList } from './reasons';
import { called, signers } from './signer';
import type { Answer, Certificate, PassportReport, ReceiptReport, Verdict } from './types';
import { holds, t, verdictOf } from './words';

/** The outcome for the person and for paper. compare is asked to check again, believing a root. */
export function report(answer: Answer, names: readonly string[], compare: (sha256: string) => void): HTMLElement[] {
  return [verdict(answer, names), ...parts(answer, compare), tail(answer)];
}

function parts(answer: Answer, compare: (sha256: string) => void): HTMLElement[] {
  if (answer.receipt) return ofReceipt(answer.receipt);
  return answer.passport ? ofPassport(answer.passport, answer, compare) : ofSignature(answer);
}

/** What was checked, by the name of its part of the answer. */
const kindOf = (answer: Answer) => (answer.receipt ? 'receipt' : answer.passport ? 'passport' : 'cms');

function verdict(answer: Answer, names: readonly string[]): HTMLElement {
  const kind = kindOf(answer);
  const found = answer[kind];
  const at = answer.passport?.at ?? answer.cms?.at;
  const value: Verdict = found?.verdict ?? 'indeterminate';
  return el(
    'div',
    { class: `verdict ${value}`, role: 'status' },
    el('h2', { tabindex: '-1' }, verdictOf[kind][value]),
    el('p', {}, at ? `${t.checkedAt} ${moment(at)} ${t.msk}. ${names.join(', ')}` : names.join(', ')),
  );
}

function section(title: string, ...children: (Node | undefined | false)[]): HTMLElement {
  return el('section', {}, el('h3', {}, title), ...children);
}

function ofSignature(answer: Answer): HTMLElement[] {
  const found = answer.cms;
  if (!found) return [];
  if (found.signers.length < 2) return [section(t.signature(1, 1), ...signers(found, answer.sentences))];
  return found.signers.map((one, i) =>
    section(t.signature(i + 1, found.signers.length), el('p', { class: `word ${one.verdict}` }, verdictOf.cms[one.verdict]), ...signers({ ...found, signers: [one] }, answer.sentences)),
  );
}

function ofPassport(r: PassportReport, answer: Answer, compare: (sha256: string) => void): HTMLElement[] {
  return [
    section(t.reasons, reasonList(r.findings) ?? el('p', {}, t.nothing)),
    ...(r.document ? [aboutDocument(r.document)] : []),
    ...(r.files.length > 0 ? [documentFiles(r)] : []),
    ...r.signatures.map((one, i) =>
      section(
        t.signature(i + 1, r.signatures.length),
        el('p', { class: `word ${one.verdict}` }, `${verdictOf.cms[one.verdict]}: ${[one.post, one.signer].filter(Boolean).join(' ')}`),
        reasonList(one.findings ?? []),
        ...(one.report ? signers(one.report, answer.sentences) : []),
      ),
    ),
    ...((r.roots ?? []).length > 0 ? [roots(r.roots ?? [], compare)] : []),
    ...(r.journal && r.journal.acts.length > 0 ? [journal(r.journal)] : []),
  ];
}

function ofReceipt({ receipt: r, findings }: ReceiptReport): HTMLElement[] {
  const found = findings.map((one) => ({ ...one, detail: [one.about, one.detail].filter(Boolean).join(' – ') }));
  return [
    section(
      t.application,
      facts(
        [t.service, r.service],
        [t.applicationNumber, r.number],
        [t.accepted, r.at.replace('T', ' ').replace('Z', '')],
        [t.sequence, t.sequenceOf(r.sequence, r.year)],
        [t.queue, r.place_name && r.place_name !== r.place ? `${r.place_name} (${r.place ?? ''})` : (r.place ?? '')],
        [t.placeNo, r.place_no ? String(r.place_no) : ''],
        [t.leaf, r.leaf],
      ),
    ),
    section(t.reasons, reasonList(found, holds)),
  ];
}

function aboutDocument(d: NonNullable<PassportReport['document']>): HTMLElement {
  const day = d.registered_on.split('-').toReversed().join('.');
  return section(
    t.document,
    d.mark === 'dsp' && el('p', { class: 'restricted' }, t.restricted),
    facts([t.document, d.kind], [t.number, `№ ${d.number} от ${day}`], [t.body, d.body], [t.summary, d.summary]),
  );
}

function documentFiles(r: PassportReport): HTMLElement {
  const state = (file: PassportReport['files'][number]) => {
    if (!file.intact) return el('span', { class: 'word invalid' }, t.changed);
    return el('span', {}, file.signed > 0 ? `${t.intact}, ${t.signed}` : t.intact);
  };
  return section(
    t.documentFiles,
    table(
      t.documentFiles,
      [t.name, t.state, t.sums],
      r.files.map((file) => [
        el('span', {}, file.name, el('span', { class: 'detail' }, `${file.path}, ${bytes(file.size)}`)),
        state(file),
        el('span', { class: 'sum' }, file.sha256, el('br'), file.streebog256),
      ]),
    ),
  );
}

function journal(j: NonNullable<PassportReport['journal']>): HTMLElement {
  return section(
    t.journal,
    el('p', {}, t.checkpoint(`${moment(j.at)} ${t.msk}`, j.size)),
    j.confirmed ? el('p', {}, t.keyConfirmed) : el('p', {}, t.keyAlone, ' ', el('span', { class: 'sum' }, j.key)),
    table(
      t.journal,
      [t.when, t.what, t.who, t.record],
      j.acts.map((act) => [
        moment(act.at),
        act.words,
        [act.post, act.actor].filter(Boolean).join(' ') || t.system,
        act.proven ? t.actProven : el('span', { class: 'word invalid' }, t.actUnproven),
      ]),
    ),
  );
}

function roots(list: readonly Certificate[], compare: (sha256: string) => void): HTMLElement {
  return section(
    t.roots,
    el('p', {}, t.rootsHint),
    ...list.map((c) => {
      const box = on(el('input', { type: 'checkbox', id: c.sha256 }), 'change', () => compare(c.sha256));
      return el(
        'div',
        { class: 'root' },
        facts([t.certificate, called(c.subject)], [t.fingerprint, c.sha256]),
        el('label', { class: 'no-print', for: c.sha256 }, box, t.compared(called(c.subject))),
      );
    }),
  );
}

/** Paper, a file, and the same in plain words. */
function tail(answer: Answer): HTMLElement {
  const save = () => {
    const link = el('a', { href: URL.createObjectURL(new Blob([answer.text], { type: 'text/plain;charset=utf-8' })), download: `${t.reportName}.txt` });
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return el(
    'footer',
    { class: 'row no-print' },
    on(el('button', { type: 'button' }, t.print), 'click', () => print()),
    on(el('button', { type: 'button' }, t.saveReport), 'click', save),
  );
}
