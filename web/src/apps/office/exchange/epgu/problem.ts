import { portalProblems } from '@/i18n/ru/interagency';
import { errors } from '@/i18n/ru/errors';

/** A code, with what the refusal names behind it, or the words of the portal. */
export function problemWords(error: string): string {
  const code = error.split(':')[0] ?? '';
  const known = portalProblems[code];
  if (known !== undefined) return known;
  const sentence = errors[code];
  if (sentence === undefined) return error;
  const why = error.slice(code.length + 1).trim();
  return typeof sentence === 'string' ? sentence : sentence(why === '' ? {} : { why });
}
