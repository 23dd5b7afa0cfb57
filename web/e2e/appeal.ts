import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIResponse, Browser, Page } from '@playwright/test';
import { signs } from './officer.ts';
import { expect } from './stand.ts';

// What the journeys of an appeal have in common: the office registers it, gives it to an executor, answers.

const scan = readFileSync(join(import.meta.dirname, '../src/gallery/sample.pdf'));

export const read = async <T>(asked: Promise<APIResponse>) => {
  const answer = await asked;
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()) as T;
};

interface Letter {
  document_id: number;
  kind: string;
  state: string;
}

export interface Appeal {
  version: number;
  status: string;
  letters: Letter[];
  questions: { result: string }[];
}

export const appealOf = (page: Page, id: number) => read<Appeal>(page.request.get(`/api/appeals/${id}`));

/** The live letter of a kind; 0 where there is none. */
export const letterOf = async (page: Page, id: number, kind: string) => (await appealOf(page, id)).letters.find((one) => one.kind === kind)?.document_id ?? 0;

/** Another person in a browser of his own. */
export async function enter(browser: Browser, stand: string, login: string, viewport?: { width: number; height: number }): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: stand, locale: 'ru-RU', ...(viewport && { viewport, hasTouch: viewport.width < 500 }) })).newPage();
  const password = await passwordOf(stand, login);
  await read(page.request.post('/auth/sign-in', { data: { login, password } }));
  return page;
}

async function passwordOf(stand: string, login: string): Promise<string> {
  const { items } = (await (await fetch(`${stand}/auth/demo`)).json()) as { items: { login: string; password: string }[] };
  return items.find((one) => one.login === login)?.password ?? '';
}

/** An appeal of one question before the executor, by the acts of the office. */
export async function registered(page: Page, browser: Browser, stand: string, author = 'Лаптева Вера Ильинична', letter: Buffer = scan): Promise<number> {
  const { request } = page;
  const { id } = await read<{ id: number }>(request.post('/api/appeals', { multipart: { file: { name: 'Обращение.pdf', mimeType: 'application/pdf', buffer: letter } } }));
  const { version } = await read<Appeal>(request.get(`/api/appeals/${id}`));
  const authors = [{ name: author, address: '427430, г. Воткинск, ул. Речная, д. 20' }];
  await read(request.put(`/api/appeals/${id}`, { data: { kind: 'application', form: 'written', origin: 'post', authors, questions: [{ no: 1, text: 'Освещение улицы Речной' }], version } }));
  const people = await read<{ items: { id: number; surname: string }[] }>(request.post('/api/employees/find', { data: { q: 'сурнин', limit: 5 } }));
  const executors = await read<{ items: { id: number }[] }>(request.post('/api/employees/find', { data: { q: 'петров глеб', limit: 5 } }));
  const surnin = people.items[0]?.id ?? 0;
  const card = await read<{ version: number; kind: { id: number }; correspondent: { id: number } }>(request.get(`/api/cards/${id}`));
  const { items: journals } = await read<{ items: { id: number; flow: string; access_mark: string }[] }>(request.get('/api/journals'));
  await read(
    request.post(`/api/documents/${id}/register`, {
      data: {
        journal_id: journals.find(({ flow, access_mark: mark }) => flow === 'appeal' && mark === '')?.id,
        card: { kind_id: card.kind.id, summary: 'Об освещении улицы Речной', correspondent_id: card.correspondent.id, addressee_id: surnin, channel: 'post', version: card.version },
      },
    }),
  );
  await read(request.post(`/api/documents/${id}/send-to-executive`, { data: { executive_id: surnin } }));
  const chief = await enter(browser, stand, 'surnin');
  const draft = await read<{ id: number; version: number }>(
    chief.request.post(`/api/documents/${id}/resolutions`, { data: { author_id: surnin, items: [{ text: 'Подготовить ответ заявителю', responsible_id: executors.items[0]?.id }] } }),
  );
  await read(chief.request.post(`/api/resolutions/${draft.id}/sign`, { data: { version: draft.version } }));
  await chief.context().close();
  return id;
}

/** The minister signs with the key of the stand. */
export async function signed(browser: Browser, stand: string, letter: number): Promise<void> {
  const minister = await enter(browser, stand, 'surnin');
  await signs(minister.request, letter);
  await minister.context().close();
}

/** The clerk gives a signed letter, or a decision inside the house, its number. */
export async function numbered(page: Page, letter: number, flow = 'outgoing'): Promise<void> {
  const { items } = await read<{ items: { id: number; flow: string; access_mark: string }[] }>(page.request.get('/api/journals'));
  const journal = items.find((one) => one.flow === flow && one.access_mark === '');
  await read(page.request.post(`/api/documents/${letter}/register`, { data: { journal_id: journal?.id } }));
}

/** The office answers an appeal: written, signed by the minister, registered. */
export async function answered(page: Page, browser: Browser, stand: string, id: number, text: string): Promise<void> {
  const { letter_id: letter } = await read<{ letter_id: number }>(page.request.post(`/api/appeals/${id}/answer`, { data: { lines: [{ no: 1, result: 'explained', text }] } }));
  await read(page.request.post(`/api/documents/${letter}/send-to-signature`));
  await signed(browser, stand, letter);
  await numbered(page, letter);
}
