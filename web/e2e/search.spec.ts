import { expect, test } from './stand.ts';

test.beforeEach(async ({ page, signIn }) => signIn(page, 'vasileva'));

test('words are found in cards and files, with the places marked; filters are chips in the address', async ({ page, inspect }) => {
  await page.goto('/search');
  await expect(page.getByText('Что найти?')).toBeVisible();
  await inspect(page);
  await page.keyboard.press('Slash');
  await page.keyboard.type('кровли');
  const results = page.getByRole('list', { name: 'Результаты поиска' });
  await expect(results.locator('mark').first()).toContainText(/кровл/i);
  await inspect(page);
  await page.getByRole('button', { name: 'Отбор' }).click();
  await page.getByRole('button', { name: /Направление/ }).click();
  await page.getByRole('option', { name: 'Исходящие' }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/flow=outgoing/);
  await page.getByRole('button', { name: 'Снять отбор: Исходящие' }).click();
  await expect(page).not.toHaveURL(/flow=outgoing/);
});

test('nothing found is told with what to do', async ({ page, inspect }) => {
  await page.goto(`/search#q=${encodeURIComponent('абракадабраэтогонет')}`);
  await expect(page.getByText('Ничего не найдено')).toBeVisible();
  await inspect(page);
});

test('Ctrl+K jumps to a card by the beginning of its number', async ({ page }) => {
  const list = await (await page.request.get('/api/cards?flow=incoming&view=all&state=registered&state=in_execution&limit=1')).json();
  const [card] = list.items;
  await page.goto('/search');
  await expect(page.getByRole('heading', { name: 'Поиск' })).toBeVisible();
  await page.keyboard.press('Control+KeyK');
  await page.keyboard.type(card.number);
  await page.getByRole('menuitem', { name: new RegExp(card.number) }).first().click();
  await expect(page).toHaveURL(new RegExp(`/cards/${card.id}$`));
});

test('Ctrl+K carries what is typed into the whole search', async ({ page }) => {
  await page.goto('/search');
  await expect(page.getByRole('heading', { name: 'Поиск' })).toBeVisible();
  await page.keyboard.press('Control+KeyK');
  await page.keyboard.type('кровли');
  await page.getByRole('menuitem', { name: /Искать «кровли»/ }).click();
  await expect(page.getByRole('searchbox')).toHaveValue('кровли');
});
