import type { Page } from '@playwright/test';
import { expect, test } from './stand.ts';

test('the control of the region: one register over all bodies, the overdue, figures that open lists, what the account lacks', async ({ page, signIn, inspect }) => {
  await signIn(page, 'abramov');
  await page.goto('/oversight/register');
  const register = page.getByRole('grid', { name: 'Реестр обращений' });
  await expect(register.getByText('Минстрой').first()).toBeVisible();
  await expect(register.getByText('Отопление, качество и перерывы в подаче тепла').first()).toBeVisible();
  await inspect(page);
  await page.getByRole('radio', { name: 'Просрочено' }).click();
  await expect(page).toHaveURL(/show=overdue/);
  await expect(register.getByText(/Просрочено на \d+/)).toHaveCount(1);
  await expect(register.getByText(/Осталось/)).toHaveCount(0);
  await inspect(page);
  await page.getByRole('radio', { name: 'Все', exact: true }).click();
  await register.getByText('Минстрой').first().click();
  const row = page.getByRole('dialog', { name: /№ ОГ-/ });
  await expect(row).toContainText('Просмотр записан в журнал действий');
  await inspect(page);
  await page.keyboard.press('Escape');

  await page.goto('/oversight/figures');
  await expect(page.getByRole('table', { name: 'Кто обратился' })).toContainText('Граждане');
  await inspect(page);
  await page.getByRole('table', { name: 'По видам' }).getByRole('link').first().click();
  await expect(page).toHaveURL(/\/oversight\/register\?.*nature=/);
  await expect(register.getByText('Минстрой').first()).toBeVisible();

  await page.goto('/oversight/account');
  await page.getByRole('button', { name: /Орган/ }).click();
  await page.getByRole('option', { name: 'Минстрой' }).click();
  await expect(page.getByText('Не указан код ведомства')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Скачать XML' })).toBeVisible();
  await inspect(page);

  await page.goto('/oversight/visits');
  await expect(page.getByRole('row', { name: /Сурнин/ })).toContainText('Минстрой');
  await inspect(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/oversight/register');
  await expect(page.getByText('№ ОГ-', { exact: false }).first()).toBeVisible();
  await inspect(page);

  // Who is not in that body sees his own alone.
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, 'lapina');
  expect((await page.request.get('/api/appeal-register?body=1')).status()).toBe(403);
  await signIn(page, 'petrov');
  await page.goto('/oversight/register');
  await expect(page.getByRole('heading', { level: 1, name: 'У вас нет прав на этот раздел' })).toBeAttached();

  await classifier(page, signIn, inspect);
});

/** The classifier comes as a file of its owner: a wrong one says what is wrong and changes nothing. */
async function classifier(page: Page, signIn: (page: Page, login?: string) => Promise<void>, inspect: (page: Page) => Promise<void>) {
  const load = async (name: string, text: string) => {
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByRole('dialog').getByRole('button', { name: 'Сохранить' }).click();
  };
  await signIn(page, 'larin');
  await page.goto('/oversight/themes');
  await page.getByRole('button', { name: 'Раскрыть: Экономика' }).click();
  await inspect(page);
  await page.getByRole('button', { name: 'Загрузить редакцию' }).click();
  const good = 'Код;Название;Предмет ведения\n0001.0000.0000.0000;Государство, общество, политика;\n';
  await load('broken.csv', `${good}0001.0001;Не код;\n`);
  await expect(page.getByText('Строка 3: код «0001.0001» не по форме')).toBeVisible();
  await inspect(page);
  await page.getByRole('textbox', { name: 'Название редакции' }).fill('Редакция 2027 года');
  await load('good.csv', good);
  await expect(page.getByText('Редакция загружена.')).toBeVisible();
  await expect(page.getByRole('button', { name: /Редакция 2027 года/ })).toBeVisible();
}
