import { describe, expect, it } from 'vitest';
import { askedOnly, check } from './check';
import conformance from './conformance.json';
import { put, type Answer, type Answers, type FormFile } from './form';

const forms = conformance.forms as unknown as Record<string, FormFile>;
const right = conformance.answers as unknown as Record<string, Answers>;

/** The right answers of a form with the changes of a case. */
function changed(one: { form: string; set?: object; drop?: string[] }): Answers {
  const start = structuredClone(right[one.form] ?? {});
  const set = Object.entries(one.set ?? {}) as [string, Answer][];
  const changes = set.toSorted(([a], [b]) => (a < b ? -1 : 1)).reduce((answers, [path, answer]) => put(answers, path, answer), start);
  return (one.drop ?? []).reduce((answers, path) => put(answers, path, undefined), changes);
}

const formOf = (name: string) => forms[name] as FormFile;

describe('the cases that Go runs too', () => {
  it.each(conformance.cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    expect(check(formOf(one.form), changed(one), conformance.today)).toEqual(one.problems);
  });
});

describe('what may be sent', () => {
  it('is everything when everything is asked', () => {
    expect(askedOnly(formOf('enrolment'), right['enrolment'] ?? {}, conformance.today)).toEqual(right['enrolment']);
  });

  it('leaves out pages and fields that the answers hide, and what the form does not know', () => {
    const answers = changed({ form: 'enrolment', set: { guardian: { number: '1', date: '2020-01-01' }, 'siblings.0.same_school': false, extra: 1 } });
    const asked = askedOnly(formOf('enrolment'), answers, conformance.today);
    expect(asked).not.toHaveProperty('guardian');
    expect(asked).not.toHaveProperty('extra');
    expect(asked).not.toHaveProperty('siblings.0.class');
    expect(check(formOf('enrolment'), asked, conformance.today)).toEqual([]);
  });
});
