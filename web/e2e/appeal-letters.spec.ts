import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIResponse, Browser, Page } from '@playwright/test';
import { signs } from './officer.ts';
import { expect, test } from './stand.ts';

const scan = readFileSync(join(import.meta.dirname, '../src/gallery/sample.pdf'));

const read = async <T>(asked: Promise<APIResponse>) => {
  const answer = await asked;
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()) as T;
};

interface Letter {
  document_id: number;
  kind: string;
  state: string;
}

interface Appeal {
  version: number;
  status: string;
  letters: Letter[];
  questions: { result: string }[];
}

test('an appeal is extended with its notice, answered in one act, signed, registered and sent', async ({ page, browser, signIn, inspect, stand }) => {
  await signIn(page, 'vasileva');
  const id = await registered(page, browser, stand);
  const appeal = () => read<Appeal>(page.request.get(`/api/appeals/${id}`));

  const minister = await enter(browser, stand, 'surnin');
  await minister.goto(`/cards/${id}?tab=appeal`);
  await expect(minister.getByRole('region', { name: 'Срок по закону' })).toContainText('Закон № 59-ФЗ, ст. 12 ч. 1');
  await minister.getByRole('button', { name: 'Продлить срок' }).click();
  await minister.getByRole('dialog', { name: /Продлить рассмотрение/ }).getByLabel('Причина').fill('Нужен выезд на место');
  await minister.keyboard.press('Control+Enter');
  await expect(minister.getByRole('region', { name: 'Ответы и письма' })).toContainText('Уведомление о продлении срока рассмотрения');
  await minister.context().close();

  const executor = await enter(browser, stand, 'petrov');
  await executor.goto(`/cards/${id}?tab=appeal`);
  await executor.getByRole('region', { name: 'Ответы и письма' }).getByRole('button', { name: 'Ответить' }).click();
  const dialog = executor.getByRole('dialog', { name: 'Ответ на обращение' });
  await dialog.getByLabel('Текст ответа').fill('Фонари на улице Речной заменены 18 ноября.');
  await dialog.getByRole('button', { name: /Результат/ }).click();
  await executor.getByRole('option', { name: 'Поддержано, меры приняты' }).click();
  await inspect(executor);
  await executor.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  const answer = (await appeal()).letters.find(({ kind }) => kind === 'answer')?.document_id ?? 0;
  await executor.goto(`/cards/${answer}`);
  await expect(executor.getByText(/Ответ: обращение поддержано, меры приняты/).first()).toBeVisible();
  await executor.getByRole('button', { name: 'На подпись' }).first().click();
  await expect.poll(async () => (await appeal()).letters.find(({ kind }) => kind === 'answer')?.state).toBe('on_signature');
  expect((await appeal()).questions[0]?.result).toBe('');
  await executor.context().close();

  await signed(browser, stand, answer);

  await page.goto(`/cards/${answer}`);
  await page.getByRole('button', { name: 'Зарегистрировать' }).first().click();
  await expect.poll(async () => (await appeal()).questions[0]?.result).toBe('measures_taken');
  await page.goto(`/cards/${answer}`);
  await page.getByRole('button', { name: 'Отправить' }).first().click();
  await expect.poll(async () => (await appeal()).letters.find(({ kind }) => kind === 'answer')?.state).toBe('dispatching');
  await page.goto(`/cards/${id}?tab=appeal`);
  await expect(page.getByRole('region', { name: 'Вопросы' })).toContainText('Поддержано, меры приняты');
  await inspect(page);
});

async function enter(browser: Browser, stand: string, login: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: stand, locale: 'ru-RU' })).newPage();
  const password = await passwordOf(stand, login);
  await read(page.request.post('/auth/sign-in', { data: { login, password } }));
  return page;
}

async function passwordOf(stand: string, login: string): Promise<string> {
  const { items } = (await (await fetch(`${stand}/auth/demo`)).json()) as { items: { login: string; password: string }[] };
  return items.find((one) => one.login === login)?.password ?? '';
}

/** An appeal of one question before the executor, by the acts of the office. */
async function registered(page: Page, browser: Browser, stand: string): Promise<number> {
  const { request } = page;
  const { id } = await read<{ id: number }>(request.post('/api/appeals', { multipart: { file: { name: 'Обращение.pdf', mimeType: 'application/pdf', buffer: scan } } }));
  const { version } = await read<Appeal>(request.get(`/api/appeals/${id}`));
  const authors = [{ name: 'Лаптева Вера Ильинична', address: '427430, г. Воткинск, ул. Речная, д. 20' }];
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
async function signed(browser: Browser, stand: string, letter: number): Promise<void> {
  const minister = await enter(browser, stand, 'surnin');
  await signs(minister.request, letter);
  await minister.context().close();
}
