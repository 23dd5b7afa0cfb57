import { ApiError } from '@/api/problem';
import { fieldErrors } from './ru/errors/fields';
import { firstErrors, type Sentence, type Sentences } from './ru/errors/first';

let errors: Sentences = firstErrors;

/** Brings the words of all refusals. The first page does without most of them, so they come after it. */
export async function bringErrors() {
  ({ errors } = await import('./ru/errors'));
}

const words = (sentence: Sentence, error: ApiError) => (typeof sentence === 'string' ? sentence : sentence(error.params));

/** The sentence of a code that stands in a list beside its object; undefined for one that is not known. */
export function codeText(code: string, params: ApiError['params'] = {}): string | undefined {
  const sentence = errors[code];
  return typeof sentence === 'function' ? sentence(params) : sentence;
}

/** What to tell a person about any error. */
export function errorText(error: unknown): string {
  const unknown = errors.internal ?? '';
  if (!(error instanceof ApiError)) return String(unknown);
  return words(errors[error.code] ?? errors[`http.${error.status}`] ?? unknown, error);
}

/** Texts of the fields that the server refused: fieldTexts(error).summary. */
export function fieldTexts(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof ApiError)) return {};
  const fallback = fieldErrors.wrong_format ?? '';
  return Object.fromEntries(
    Object.entries(error.fields).map(([field, code]) => [field, words(fieldErrors[code] ?? errors[code] ?? fallback, error)]),
  );
}

/** Of a fault that the person cannot mend: the code and the line of the log, for those who help. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof ApiError) || error.status === 0) return undefined;
  if (error.status < 500 && error.code in errors) return undefined;
  return [error.code, error.requestId].filter(Boolean).join(' · ');
}
