import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRequestContext, Browser, Page } from '@playwright/test';
import { signs } from './officer.ts';
import { expect, test } from './stand.ts';

const letter = readFileSync(join(import.meta.dirname, '../src/gallery/sample.pdf'));
/** React Aria repeats the name of a busy button for screen readers, some seconds longer than the button is busy. */
const except = ['[data-live-announcer]'];
const cardId = (page: Page) => Number(new URL(page.url()).searchParams.get('card'));

/** A PDF of other bytes with the same pages: its text is equal, its hash is not. */
const anotherLetter = Buffer.concat([letter, Buffer.from('\n%second\n')]);

async function as(browser: Browser, stand: string, login: string, act: (request: APIRequestContext) => Promise<void>) {
  const context = await browser.newContext({ baseURL: stand });
  const users = await (await fetch(`${stand}/auth/demo`)).json();
  const user = users.items.find((one: { login: string }) => one.login === login);
  const answer = await context.request.post('/auth/sign-in', { data: { login, password: user.password } });
  expect(answer.ok()).toBe(true);
  await act(context.request);
  await context.close();
}

async function addVersion(page: Page, bytes: Buffer, note: string) {
  await page.getByRole('button', { name: 'Новая версия' }).click();
  const dialog = page.getByRole('dialog', { name: 'Новая версия' });
  await dialog.locator('input[type=file]').setInputFiles({ name: 'Письмо.pdf', mimeType: 'application/pdf', buffer: bytes });
  await dialog.getByLabel('Что изменено').fill(note);
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
}

test('a letter is written, signed, registered, sent by post with a register, and its way is told on the card', async ({ page, browser, stand, signIn, inspect }) => {
  test.setTimeout(180_000);
  await signIn(page, 'sidorova');
  await page.goto('/outgoing');
  await page.getByRole('button', { name: 'Создать письмо' }).click();
  await expect(page.getByRole('dialog', { name: 'Новое письмо' })).toBeVisible();
  await inspect(page, { except });
  await page.getByLabel('Заголовок').fill('О сроках ремонта');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('tab', { name: 'Карточка', selected: true })).toBeVisible();
  const id = cardId(page);

  // An addressee who is not in the address book yet.
  await page.getByRole('combobox', { name: 'Корреспондент' }).fill('Школа № 4 города');
  await page.getByRole('option', { name: 'Создать «Школа № 4 города»' }).click();
  await page.getByRole('dialog', { name: 'Новый корреспондент' }).getByLabel('Почтовый адрес').fill('426000, г. Ижевск, ул. Школьная, д. 4');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('combobox', { name: 'Подписывает' }).fill('сурн');
  await page.getByRole('option', { name: /Сурнин/ }).first().click();
  await inspect(page, { except });
  await page.keyboard.press('Control+KeyS');
  await expect.poll(async () => (await (await page.request.get(`/api/cards/${id}`)).json()).addressees).toMatchObject([{ name: 'Школа № 4 города', channel: 'post' }]);

  await addVersion(page, letter, 'Первый текст');
  await addVersion(page, anotherLetter, 'Исправлена ошибка');
  await page.getByRole('tab', { name: 'Версии' }).click();
  await expect(page.getByText('Исправлена ошибка')).toBeVisible();
  await inspect(page, { except });
  await page.getByRole('button', { name: 'Сравнить' }).first().click();
  await expect(page.getByText('Текст не изменился.')).toBeVisible({ timeout: 20_000 });
  await inspect(page, { except });
  await page.getByRole('button', { name: 'Закрыть' }).last().click();
  await page.getByRole('button', { name: 'На подпись' }).click();
  await expect.poll(async () => (await (await page.request.get(`/api/cards/${id}`)).json()).state).toBe('on_signature');

  await as(browser, stand, 'surnin', (request) => signs(request, Number(id)));

  await signIn(page, 'vasileva');
  await page.goto(`/outgoing?view=to_register&card=${id}`);
  await page.getByRole('button', { name: 'Зарегистрировать' }).click();
  await expect(page.getByText(/Зарегистрировано: № \S+/)).toBeVisible();
  await expect(page.getByText('Подпись верна')).toBeVisible();
  await page.getByRole('button', { name: 'Отправить', exact: true }).click();
  await expect(page.getByText('Ждёт реестра')).toBeVisible();
  await inspect(page, { except });

  await page.goto('/outgoing/registers');
  await expect(page.getByText('Школа № 4 города')).toBeVisible();
  await inspect(page, { except });
  await page.getByRole('button', { name: /Составить реестр/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Реестр № \d+/ })).toBeVisible();
  await page.getByRole('button', { name: 'Передать' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Передать' }).click();
  await expect(page.getByText(/Передан сегодня/)).toBeVisible();
  const line = page.getByRole('row', { name: /Школа № 4 города/ });
  await line.getByRole('button', { name: 'Отметить ШПИ' }).click();
  await page.getByLabel('Почтовый идентификатор (ШПИ)').fill('42600012345678');
  await page.getByText('Письмо вручено').click();
  await page.keyboard.press('Control+Enter');
  await expect(line).toContainText('Доставлено');
  await inspect(page, { except });

  await page.goto(`/cards/${id}`);
  await expect(page.getByText('ШПИ 42600012345678')).toBeVisible();
  await expect(page.getByText('Доставлен', { exact: true })).toBeVisible();
  await inspect(page, { except });
});
