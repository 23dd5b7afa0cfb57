import { portalProblems } from '@/i18n/ru/interagency';
import { codeText } from '@/i18n/errorText';

/** A code, with what the refusal names behind it, or the words of the portal. */
export function problemWords(error: string): string {
  const code = error.split(':')[0] ?? '';
  const known = portalProblems[code];
  if (known !== undefined) return known;
  const why = error.slice(code.length + 1).trim();
  return codeText(code, why === '' ? {} : { why }) ?? error;
}
