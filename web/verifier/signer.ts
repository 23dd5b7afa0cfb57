import { el, facts } from './dom';
import { moment } from './files';
import { inWords, reasonList } from './reasons';
import type { Answer, Certificate, CmsReport, Fact, Signer } from './types';
import { t } from './words';

const get = (name: Certificate['subject'], field: string) => name.find((one) => one.field === field)?.value;

/** How people call the owner. */
export function called(name: Certificate['subject']): string {
  const person = [get(name, 'SN'), get(name, 'G')].filter(Boolean).join(' ');
  return person || get(name, 'CN') || get(name, 'O') || '';
}

/** Everything about the signatures of one file. */
export function signers(report: CmsReport, sentences: Answer['sentences']): HTMLElement[] {
  const about = reasonList((report.findings ?? []).map((one) => inWords(one, sentences)));
  return [...(about ? [about] : []), ...report.signers.map((one) => signer(one, sentences))];
}

function signer(one: Signer, sentences: Answer['sentences']): HTMLElement {
  const stamps = one.time_stamps ?? [];
  const found = [...(one.findings ?? []), ...stamps.flatMap((stamp) => stamp.findings ?? [])].map((finding) => inWords(finding, sentences));
  return el(
    'div',
    {},
    reasonList(found),
    one.certificate && owner(one.certificate),
    facts(
      [t.claimed, one.claimed && `${moment(one.claimed)} ${t.msk}`],
      [t.proven, one.proven && `${moment(one.proven)} ${t.msk}`],
      ...stamps.map((stamp) => [t.stamp, t.stampBy(stamp.service ? called(stamp.service.subject) : '', `${moment(stamp.time)} ${t.msk}`)] as const),
      ...(one.revocation ?? []).map((fact) => [t.revocationFact, revocation(fact)] as const),
      [t.algorithm, one.algorithm],
      [t.level, one.level],
    ),
    (one.chain ?? []).length > 1 && chain(one.chain ?? []),
  );
}

function owner(c: Certificate): HTMLElement {
  return facts(
    [t.signer, called(c.subject)],
    [t.post, get(c.subject, 'T')],
    [t.organization, get(c.subject, 'O')],
    [t.certificate, c.serial],
    [t.issuer, called(c.issuer)],
    [t.term, t.from(moment(c.not_before), moment(c.not_after))],
    [t.fingerprint, c.sha256],
  );
}

function revocation(fact: Fact): string {
  const source = t.sources[fact.source] ?? '';
  if (fact.status === 'good') return t.good(fact.certificate, source, moment(fact.issued));
  if (fact.status === 'revoked') return t.revoked(fact.certificate, moment(fact.revoked_at), source);
  return t.unknown(fact.certificate);
}

function chain(certificates: readonly Certificate[]): HTMLElement {
  return el(
    'details',
    {},
    el('summary', {}, t.chain),
    el('ol', {}, ...certificates.map((c) => el('li', {}, called(c.subject), el('span', { class: 'sum' }, c.sha256)))),
  );
}
