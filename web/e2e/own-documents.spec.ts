import type { Page } from '@playwright/test';
import { expect, test, type DemoUser } from './stand.ts';

const card = (page: Page) => page.locator('.card-pane');
const cardId = (page: Page) => Number(new URL(page.url()).searchParams.get('card'));

/** Begins a document of the body by its template. */
async function begin(page: Page, list: string, button: string, heading: string, people: Readonly<Record<string, [typed: string, offered: RegExp]>>): Promise<number> {
  await page.goto(list);
  await page.getByRole('button', { name: button }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Заголовок').fill(heading);
  for (const [label, [typed, offered]] of Object.entries(people)) {
    await dialog.getByRole('combobox', { name: label }).fill(typed);
    await page.getByRole('option', { name: offered }).first().click();
  }
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('tab', { name: 'Карточка', selected: true })).toBeVisible();
  await expect(page.locator('.pdf-page canvas').first()).toBeVisible({ timeout: 45_000 }); // the template becomes a page
  return cardId(page);
}

/** The text is read, the password is asked when the signature wants it. */
async function sign(page: Page, id: number, { password }: DemoUser) {
  await page.goto(`/cards/${id}`);
  await page.getByRole('button', { name: 'Подписать' }).click();
  const dialog = page.getByRole('dialog').last();
  const button = dialog.getByRole('button', { name: 'Подписать' });
  await expect(button).toBeEnabled({ timeout: 30_000 });
  await button.click();
  await page.getByRole('textbox', { name: 'Пароль' }).fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/подписан/i).last()).toBeVisible();
  await expect.poll(async () => (await (await page.request.get(`/api/cards/${id}`)).json()).state).toBe('signed');
}

test('a memo goes from its draft to the signature, the number and the executive', async ({ page, signIn, demoUser, inspect }) => {
  await signIn(page, 'petrov');
  const id = await begin(page, '/internal', 'Создать документ', 'О замене стенда', { Кому: ['сурн', /Сурнин/], 'Кто подпишет': ['сидор', /Сидорова/] });
  await inspect(page);
  await card(page).getByRole('button', { name: 'На подпись' }).click();
  await expect(page.getByText(/на подпис/i).last()).toBeVisible();

  await signIn(page, 'sidorova');
  await sign(page, id, demoUser);

  await signIn(page, 'vasileva');
  await page.goto(`/internal?view=to_register&card=${id}`);
  await card(page).getByRole('button', { name: 'Зарегистрировать' }).click();
  await expect(page.getByText(/Зарегистрировано: № СЗ-\d+/)).toBeVisible();
  await page.goto(`/cards/${id}`);
  await page.getByRole('button', { name: 'На рассмотрение' }).click();
  await expect(page.getByRole('dialog', { name: 'На рассмотрение' })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Направлено на рассмотрение/)).toBeVisible();
  await page.goto(`/cards/${id}`);
  await expect(page.getByText('На рассмотрении').first()).toBeVisible();
  await inspect(page);
});

test('an order is approved, signed, registered, and people acknowledge it on a sheet', async ({ page, signIn, demoUser, inspect }) => {
  test.setTimeout(150_000);
  await signIn(page, 'gromova');
  const id = await begin(page, '/directive', 'Создать проект', 'О дежурстве в праздничные дни', { 'Кто подпишет': ['сурн', /Сурнин/] });
  await card(page).getByRole('button', { name: 'На согласование' }).click();
  await page.getByRole('dialog').getByText(/^Приказ: финансы/).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Направить' }).click();
  await expect(page.getByText('Документ направлен на согласование')).toBeVisible();
  for (const login of ['osipova', 'nikitin']) {
    await signIn(page, login);
    await page.goto(`/cards/${id}`);
    await page.getByRole('button', { name: 'Согласовать' }).click();
    await expect(page.getByText('Согласовано', { exact: true }).last()).toBeVisible();
  }

  await signIn(page, 'surnin');
  await sign(page, id, demoUser);

  await signIn(page, 'vasileva');
  await page.goto(`/directive?view=to_register&card=${id}`);
  await card(page).getByRole('button', { name: 'Зарегистрировать' }).click();
  await expect(page.getByText(/Зарегистрировано: № \d+-п/)).toBeVisible();
  await page.goto(`/cards/${id}`);
  await page.getByRole('button', { name: 'Ознакомить' }).click();
  const people = page.getByRole('dialog', { name: 'Ознакомить с документом' });
  for (const surname of ['Петров', 'Сидорова']) {
    await people.getByRole('combobox', { name: 'Кого' }).fill(surname);
    await page.getByRole('option', { name: new RegExp(surname) }).click();
  }
  await page.keyboard.press('Tab');
  await inspect(page);
  await people.getByRole('button', { name: 'Направить' }).click();
  await expect(page.getByText('Направлено на ознакомление: 2')).toBeVisible();

  await signIn(page, 'petrov');
  await page.goto('/tasks');
  await page.getByRole('grid', { name: 'Мои задания' }).getByRole('row').filter({ hasText: 'О дежурстве' }).click();
  await card(page).getByRole('button', { name: 'Ознакомлен' }).click();
  await expect(page.getByText('Отмечено: ознакомлен')).toBeVisible();

  await signIn(page, 'vasileva');
  await page.goto(`/cards/${id}?tab=acknowledgement`);
  await expect(page.getByText('Ознакомились: 1 из 2')).toBeVisible();
  await inspect(page);
});
