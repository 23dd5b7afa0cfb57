import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './stand.ts';

const letter = readFileSync(join(import.meta.dirname, '../src/gallery/sample.pdf'));

interface Dropped {
  name: string;
  bytes?: Buffer;
}

/** Files as they come from the desktop. */
async function drop(page: Page, files: readonly Dropped[]) {
  const transfer = await page.evaluateHandle(
    (list) => {
      const data = new DataTransfer();
      for (const { name, text } of list) data.items.add(new File([Uint8Array.from(atob(text), (one) => one.codePointAt(0) ?? 0)], name));
      return data;
    },
    files.map(({ name, bytes = letter }) => ({ name, text: bytes.toString('base64') })),
  );
  const place = page.locator('.drop-place');
  await place.dispatchEvent('dragenter', { dataTransfer: transfer });
  await expect(page.getByText('Отпустите, чтобы принять документы')).toBeVisible();
  await place.dispatchEvent('drop', { dataTransfer: transfer });
}

const cardId = (page: Page) => Number(new URL(page.url()).searchParams.get('card'));
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });

async function opened(page: Page) {
  await expect(page.getByRole('tab', { name: 'Карточка', selected: true })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Корреспондент' })).toBeVisible();
}

async function choose(page: Page, label: string, typed: string, option: RegExp) {
  await page.getByRole('combobox', { name: label }).fill(typed);
  await expect(page.getByRole('option', { name: option }).first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

test.describe('the clerk', () => {
  test.beforeEach(async ({ page, signIn }) => {
    await signIn(page, 'vasileva');
    await page.goto('/incoming');
    await expect(page.getByRole('grid', { name: 'Входящие' })).toBeVisible();
  });

  test('drops a letter, fills its card by keys and gives it the next number; the next document opens by itself', async ({ page, inspect }) => {
    await inspect(page);
    await drop(page, [{ name: 'О ремонте кровли.pdf' }]);
    await opened(page);
    const id = cardId(page);
    await expect(page.getByRole('region', { name: 'Страница 1' })).toBeVisible();
    await inspect(page);

    await choose(page, 'Корреспондент', 'прокур', /Прокуратура/);
    await page.keyboard.press('Tab');
    await page.keyboard.type('77-1/2026');
    await page.keyboard.press('Tab');
    await page.keyboard.type('20112026');
    await choose(page, 'Адресат', 'сурн', /Сурнин/);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Заполните это поле')).toBeVisible();
    await expect(field(page, 'Краткое содержание')).toBeFocused();
    await inspect(page);
    await page.keyboard.type('О ремонте кровли школы');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('alertdialog').getByText(/Зарегистрировано: № \S+/)).toBeVisible();
    await expect.poll(() => cardId(page)).not.toBe(id);

    const card = await (await page.request.get(`/api/cards/${id}`)).json();
    expect(card).toMatchObject({ state: 'registered', summary: 'О ремонте кровли школы', sender_number: '77-1/2026', sender_date: '2026-11-20' });
    expect(card.number).not.toBe('');
  });

  test('receives several files as one letter with attachments or as as many letters', async ({ page, inspect }) => {
    const files = [{ name: 'Приложение.pdf' }, { name: 'Письмо.pdf' }];
    await drop(page, files);
    const dialog = page.getByRole('dialog', { name: 'Как принять 2 файла?' });
    await expect(dialog).toBeVisible();
    await inspect(page);
    await dialog.getByText('Письмо.pdf').click();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Загружено 2 из 2')).toBeVisible();
    await opened(page);
    const one = await (await page.request.get(`/api/cards/${cardId(page)}`)).json();
    expect(one.files.map((file: { name: string; role: string }) => [file.name, file.role])).toEqual([
      ['Письмо.pdf', 'main'],
      ['Приложение.pdf', 'attachment'],
    ]);

    await page.getByRole('button', { name: 'Скрыть' }).click();
    await drop(page, files);
    await dialog.getByText('2 отдельных письма').click();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Загружено 2 из 2')).toBeVisible();
    const two = await (await page.request.get(`/api/cards/${cardId(page)}`)).json();
    expect(two.files).toHaveLength(1);
  });

  test('is told of the same letter and compares the two', async ({ page, inspect }) => {
    await drop(page, [{ name: 'Первое.pdf' }]);
    await opened(page);
    await page.getByRole('button', { name: 'Скрыть' }).click();
    const first = cardId(page);
    await drop(page, [{ name: 'Второе.pdf' }]);
    await expect.poll(() => cardId(page)).not.toBe(first);
    await page.getByRole('button', { name: 'Сравнить' }).first().click();
    await expect(page.getByRole('dialog', { name: 'Это то же письмо?' })).toBeVisible();
    await inspect(page);
    await page.getByRole('button', { name: 'Да, это дубль: не регистрировать' }).click();
    await expect(page.getByLabel('Причина')).toHaveValue(/Дубль/);
    const second = cardId(page);
    await page.keyboard.press('Control+Enter');
    await expect.poll(async () => (await (await page.request.get(`/api/cards/${second}`)).json()).state).toBe('not_registrable');
  });

  test('learns what is wrong with a file and what to do', async ({ page, inspect }) => {
    await drop(page, [{ name: 'Испорченный.pdf', bytes: Buffer.from('%PDF-1.7\nне документ') }]);
    await opened(page);
    await expect(page.getByText('Попросите отправителя прислать его снова')).toBeVisible({ timeout: 20_000 });
    await inspect(page);
  });

  test('loses nothing typed by a reload or the end of the session', async ({ page, context, stand }) => {
    await drop(page, [{ name: 'Письмо.pdf' }]);
    await opened(page);
    await field(page, 'Краткое содержание').fill('О проверке готовности');
    await page.reload();
    await opened(page);
    await expect(field(page, 'Краткое содержание')).toHaveValue('О проверке готовности');
    await expect(page.getByText('Восстановлено то, что вы не успели сохранить')).toBeVisible();

    await choose(page, 'Корреспондент', 'прокур', /Прокуратура/);
    const id = cardId(page);
    await context.clearCookies({ name: 'veche_session' });
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog', { name: 'Сеанс закончился' });
    await expect(dialog).toBeVisible();
    const users = await (await fetch(`${stand}/auth/demo`)).json();
    const me = users.items.find((one: { login: string }) => one.login === 'vasileva');
    await dialog.getByLabel('Имя для входа').fill(me.login);
    await dialog.getByLabel('Пароль').fill(me.password);
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await (await page.request.get(`/api/cards/${id}`)).json()).number).not.toBe('');
  });

  test('sees that somebody else changed the same field, and chooses', async ({ page, browser, stand, inspect }) => {
    await drop(page, [{ name: 'Письмо.pdf' }]);
    await opened(page);
    const id = cardId(page);
    await field(page, 'Краткое содержание').fill('Моё содержание');

    const other = await browser.newContext({ baseURL: stand });
    const users = await (await fetch(`${stand}/auth/demo`)).json();
    const belova = users.items.find((one: { login: string }) => one.login === 'belova');
    await other.request.post('/auth/sign-in', { data: { login: belova.login, password: belova.password } });
    const card = await (await other.request.get(`/api/cards/${id}`)).json();
    const answer = await other.request.put(`/api/documents/${id}`, { data: { kind_id: card.kind.id, summary: 'Чужое содержание', version: card.version } });
    expect(answer.status()).toBe(200);
    await other.close();

    await page.keyboard.press('Control+KeyS');
    await expect(page.getByText('Вы оба правили: Краткое содержание')).toBeVisible();
    await inspect(page);
    await page.getByRole('button', { name: 'Оставить моё' }).click();
    await page.keyboard.press('Control+KeyS');
    await expect.poll(async () => (await (await page.request.get(`/api/cards/${id}`)).json()).summary).toBe('Моё содержание');
  });

  test('walks the list by keys; the place is in the address, the words only in its fragment', async ({ page }) => {
    await page.goto('/incoming?view=all');
    await expect(page.getByRole('row').first()).toBeVisible();
    await page.keyboard.press('KeyJ');
    const first = await expect.poll(() => cardId(page)).not.toBe(0).then(() => cardId(page));
    await page.keyboard.press('KeyJ');
    await expect.poll(() => cardId(page)).not.toBe(first);
    await page.keyboard.press('Slash');
    await page.keyboard.type('кровли');
    await expect(page).toHaveURL(/#q=/);
    expect(new URL(page.url()).search).not.toContain('q=');
    await expect(page.getByRole('grid', { name: 'Входящие' })).toContainText('кровли');
    await page.reload();
    await expect(page.getByRole('searchbox', { name: 'Поиск' })).toHaveValue('кровли');
  });

  for (const [theme, width, height] of [
    ['light', 1440, 900],
    ['dark', 1440, 900],
    ['contrast', 1440, 900],
    ['light', 820, 1180],
    ['dark', 390, 844],
  ] as const) {
    test(`works in ${theme} at ${width}×${height}: the list, the card, the document`, async ({ page, context, stand, inspect }) => {
      await context.addCookies([{ name: 'veche_view', value: `${theme}.s`, url: stand }]);
      await page.setViewportSize({ width, height });
      await page.goto('/incoming?view=in_execution');
      await page.getByRole('row').nth(1).click();
      await opened(page);
      await inspect(page);
      if (width < 1000) {
        await page.getByRole('button', { name: 'Показать документ' }).click();
        await expect(page.getByRole('region', { name: 'Страница 1' })).toBeVisible();
        await inspect(page);
        await page.getByRole('button', { name: 'К карточке' }).click();
        await opened(page);
      }
      if (width < 500) {
        await page.getByRole('button', { name: 'К списку' }).click();
        await expect(page.getByRole('grid', { name: 'Входящие' })).toBeVisible();
        await inspect(page);
      }
    });
  }

  test('reads the course, the links, the files and the history of a letter', async ({ page, inspect }) => {
    await page.goto('/incoming?view=in_execution');
    await page.getByRole('row').nth(1).click();
    await opened(page);
    for (const tab of ['Ход', 'Файлы', 'История']) {
      await page.getByRole('tab', { name: tab }).click();
      await expect(page.getByRole('tabpanel').getByRole('listitem').first()).toBeVisible();
      await inspect(page);
    }
  });
});

test('the chief clerk restricts a letter: it leaves the lists of those who are not named', async ({ page, browser, stand, signIn, inspect }) => {
  await signIn(page, 'gromova');
  await page.goto('/incoming');
  await expect(page.getByRole('grid', { name: 'Входящие' })).toBeVisible();
  await drop(page, [{ name: 'Письмо.pdf' }]);
  await opened(page);
  const id = cardId(page);
  await page.getByRole('button', { name: 'Ещё действия' }).click();
  await page.getByRole('menuitem', { name: 'Пометить ДСП' }).click();
  await expect(page.getByRole('dialog', { name: 'Для служебного пользования' })).toBeVisible();
  await inspect(page);
  await page.getByLabel('Номер экземпляра').fill('1');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('ДСП, экз. № 1')).toBeVisible();

  const other = await browser.newContext({ baseURL: stand });
  const users = await (await fetch(`${stand}/auth/demo`)).json();
  const clerk = users.items.find((one: { login: string }) => one.login === 'vasileva');
  await other.request.post('/auth/sign-in', { data: { login: clerk.login, password: clerk.password } });
  const foreign = await other.newPage();
  await foreign.goto(`/cards/${id}`);
  await expect(foreign.getByText('Карточка не найдена')).toBeVisible();
  await other.close();
});
