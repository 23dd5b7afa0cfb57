import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, problemOf } from './problem';
import { authorised, session, type Need } from './session';

const answer = (status: number, code?: string) =>
  new Response(code === undefined ? 'text' : JSON.stringify({ status, code, title: code, fields: { summary: 'required' }, params: { retry_after: 30 } }), { status });
const request = () => new Request('http://localhost/api/documents', { method: 'POST', body: '{"summary":"О ремонте"}' });

const server = vi.fn<(request: Request) => Promise<Response>>();
const dialog = vi.fn<(need: Need) => Promise<boolean>>();

beforeEach(() => {
  server.mockReset();
  dialog.mockReset();
  vi.stubGlobal('fetch', server);
  session.onNeed(dialog);
});
afterEach(() => {
  session.onNeed(undefined);
  vi.unstubAllGlobals();
});

describe('an expired session', () => {
  it('is renewed by the person and the call repeated with what was sent', async () => {
    server.mockResolvedValueOnce(answer(401, 'session.signed_out')).mockResolvedValueOnce(answer(200));
    dialog.mockResolvedValue(true);
    expect((await authorised(request())).status).toBe(200);
    expect(dialog).toHaveBeenCalledWith('sign-in');
    expect(await server.mock.calls[1]?.[0].text()).toBe('{"summary":"О ремонте"}');
  });

  it('is a refusal when the person does not sign in', async () => {
    server.mockResolvedValue(answer(401, 'session.signed_out'));
    dialog.mockResolvedValue(false);
    expect((await authorised(request())).status).toBe(401);
    expect(server).toHaveBeenCalledOnce();
  });

  it('opens one dialog for all calls that were refused meanwhile', async () => {
    let finish: (met: boolean) => void = () => undefined;
    dialog.mockReturnValue(new Promise((resolve) => (finish = resolve)));
    server.mockResolvedValueOnce(answer(401)).mockResolvedValueOnce(answer(401)).mockImplementation(async () => answer(200));
    const calls = [authorised(request()), authorised(request())];
    await vi.waitFor(() => expect(dialog).toHaveBeenCalled());
    finish(true);
    expect((await Promise.all(calls)).map((one) => one.status)).toEqual([200, 200]);
    expect(dialog).toHaveBeenCalledOnce();
  });
});

describe('a weighty act', () => {
  it('asks for the password and goes on, also right after signing in again', async () => {
    server
      .mockResolvedValueOnce(answer(401, 'session.signed_out'))
      .mockResolvedValueOnce(answer(403, 'session.step_up'))
      .mockResolvedValueOnce(answer(200));
    dialog.mockResolvedValue(true);
    expect((await authorised(request())).status).toBe(200);
    expect(dialog.mock.calls.map(([need]) => need)).toEqual(['sign-in', 'step-up']);
  });

  it('that is simply not allowed asks nothing', async () => {
    server.mockResolvedValue(answer(403, 'document.denied'));
    expect((await authorised(request())).status).toBe(403);
    expect(dialog).not.toHaveBeenCalled();
  });
});

describe('a refusal', () => {
  it('carries the code, the fields and the values', async () => {
    const error = await problemOf(answer(409, 'document.stale'));
    expect(error).toBeInstanceOf(ApiError);
    expect([error.code, error.status, error.fields, error.params]).toEqual(['document.stale', 409, { summary: 'required' }, { retry_after: 30 }]);
  });
  it('without words is named by its status', async () => {
    expect((await problemOf(answer(502))).code).toBe('http.502');
  });
  it('of the network has no status', async () => {
    server.mockRejectedValue(new TypeError('fetch failed'));
    await expect(authorised(request())).rejects.toMatchObject({ code: 'network', status: 0 });
  });
});
