import { ApiError } from '@/api/problem';
import { errors, fieldErrors, type Sentence } from './ru/errors';

const words = (sentence: Sentence, error: ApiError) => (typeof sentence === 'string' ? sentence : sentence(error.params));

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
