import { ApiError } from '@/api/problem';
import { errors, fieldErrors } from './ru/errors';

/** What to tell a person about any error. */
export function errorText(error: unknown): string {
  if (!(error instanceof ApiError)) return errors.unknown ?? '';
  return errors[error.code] ?? (error.detail || errors[`http.${error.status}`] || errors.unknown || '');
}

/** Texts of the fields that the server refused: fieldTexts(error).summary. */
export function fieldTexts(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof ApiError)) return {};
  return Object.fromEntries(
    Object.entries(error.fields).map(([field, code]) => [field, fieldErrors[code] ?? errors[code] ?? fieldErrors.invalid ?? '']),
  );
}

/** The code, for the person who helps; never the first line. */
export const errorCode = (error: unknown) => (error instanceof ApiError ? error.code : undefined);
