/** A refusal of the server: a stable code, which i18n/ru/errors.ts turns into words. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    /** Code per field: {summary: 'required'}. */
    readonly fields: Readonly<Record<string, string>> = {},
    /** A sentence of the server, already for people; may be empty. */
    readonly detail = '',
  ) {
    super(code);
    this.name = 'ApiError';
  }
}

interface Problem {
  code?: unknown;
  detail?: unknown;
  fields?: unknown;
}

/** Reads application/problem+json; an answer without it is named by its status. */
export async function problemOf(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => ({}))) as Problem;
  const code = typeof body.code === 'string' ? body.code : `http.${response.status}`;
  const fields: Record<string, string> = {};
  if (typeof body.fields === 'object' && body.fields !== null) {
    for (const [name, value] of Object.entries(body.fields)) fields[name] = String(value);
  }
  return new ApiError(code, response.status, fields, typeof body.detail === 'string' ? body.detail : '');
}

/** No answer at all. */
export const offline = () => new ApiError('network', 0);
