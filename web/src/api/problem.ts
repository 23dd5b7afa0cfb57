export type Params = Readonly<Record<string, unknown>>;

/** A refusal of the server: a stable code, which i18n/ru/errors turns into words. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    /** Code per field: {summary: 'required'}. */
    readonly fields: Readonly<Record<string, string>> = {},
    /** Values for the sentence: {retry_after: 30}. */
    readonly params: Params = {},
    /** Key of the line in the server's log. */
    readonly requestId = '',
  ) {
    super(code);
    this.name = 'ApiError';
  }
}

/** Reads application/problem+json; an answer without it is named by its status. */
export const problemOf = async (response: Response): Promise<ApiError> =>
  toError(response.status, await response.json().catch(() => undefined));

export function toError(status: number, body: unknown): ApiError {
  const { code, fields, params, request_id: id } = isRecord(body) ? body : {};
  const texts = isRecord(fields) ? Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)])) : {};
  return new ApiError(
    typeof code === 'string' ? code : `http.${status}`,
    status,
    texts,
    isRecord(params) ? params : {},
    typeof id === 'string' ? id : '',
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** No answer at all. */
export const offline = () => new ApiError('network', 0);
