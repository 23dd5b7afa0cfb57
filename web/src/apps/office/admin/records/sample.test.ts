import { expect, it } from 'vitest';
import { sampleOf } from './sample';

const sample = (template: string, part: { index_code?: string; suffix?: string } = {}) =>
  sampleOf({ template, index_code: '', suffix: '', ...part }, '07', 12, '2026-11-21');

// Forms of numbers that are met in offices (regulation, §2.3).
it.each([
  ['{index}-15/{seq}', {}, '07-15/12'],
  ['{seq:5}', {}, '00012'],
  ['{seq}-р', {}, '12-р'],
  ['{seq}{suffix}', { suffix: 'дсп' }, '12дсп'],
  ['{index}/{seq}', { index_code: '01' }, '01/12'],
  ['{letter}-{seq}/{file}-{yy}', {}, 'И-12/01-05-26'],
  ['{yyyy}/{seq}', {}, '2026/12'],
])('%s', (template, part, want) => {
  expect(sample(template, part)).toEqual({ text: want });
});

it.each([
  ['', 'needs_one_seq'],
  ['{index}', 'needs_one_seq'],
  ['{seq}/{seq}', 'needs_one_seq'],
  ['{seq}{month}', 'unknown_token'],
  ['{seq:13}', 'unknown_token'],
  ['{yy:2}{seq}', 'unknown_token'],
  ['{seq', 'unknown_token'],
])('«%s» is refused as on the server: %s', (template, wrong) => {
  expect(sample(template)).toEqual({ wrong });
});
