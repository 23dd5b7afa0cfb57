import { readFile } from 'node:fs/promises';
import { expect, test } from './stand.ts';

const phone = { width: 390, height: 844 };

test('a controller sees who keeps terms, and takes the figures away as a table', async ({ page, signIn, inspect }) => {
  await signIn(page, 'fomin');
  await page.goto('/');
  await page.getByRole('link', { name: 'Отчёты' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Исполнительская дисциплина' })).toBeVisible();
  const table = page.getByRole('region', { name: 'По подразделениям и сотрудникам' }).getByRole('table');
  await expect(table.getByRole('rowheader', { name: 'Всего по органу' })).toBeVisible();
  await inspect(page);

  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Выгрузить CSV' }).click()]);
  expect(file.suggestedFilename()).toMatch(/^Исполнительская дисциплина 01\.\d\d\.\d{4} – \d\d\.\d\d\.\d{4}\.csv$/);
  const text = await readFile(await file.path(), 'utf8');
  expect(text.startsWith('\uFEFFПодразделение;Сотрудник;Всего;')).toBe(true);
  expect(text).toContain('\r\nВсего по органу;;');

  await page.getByRole('switch', { name: 'С сотрудниками' }).click({ force: true });
  await expect(page).toHaveURL(/people=false/);
  await page.getByRole('button', { name: 'Таблица' }).click();
  await expect(page.getByRole('table', { name: 'По подразделениям' })).toBeVisible();
  await inspect(page);
});

test('the period is chosen by a word or by days, and an empty one says so', async ({ page, signIn, inspect }) => {
  await signIn(page, 'fomin');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(phone);
  await page.goto('/reports?period=year');
  await expect(page.getByText('Просрочено').first()).toBeVisible();
  await inspect(page);
  await page.getByRole('radio', { name: 'Своё' }).click();
  await expect(page).toHaveURL(/period=own&from=\d{4}-01-01&to=\d{4}-12-31/);
  await inspect(page);
  await page.goto('/reports?period=own&from=2020-01-01&to=2020-01-31');
  await expect(page.getByText('Поручений со сроком в этом периоде нет')).toBeVisible();
  await inspect(page);
});

test('on paper the report and the journal stand without the frame', async ({ page, signIn }) => {
  await signIn(page, 'vasileva');
  for (const address of ['/reports', '/journals']) {
    await page.goto(address);
    await expect(page.getByRole('table').last()).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.nav')).toBeHidden();
    await expect(page.getByRole('button', { name: 'Печать' })).toHaveCount(0);
    await expect(page.getByRole('table').last()).toBeVisible();
    await page.emulateMedia({ media: 'screen' });
  }
});

test('a number is reserved for a purpose and given up with a reason, which the journal keeps', async ({ page, signIn, inspect }) => {
  await signIn(page, 'vasileva');
  await page.goto('/journals');
  await expect(page.getByRole('heading', { level: 1, name: 'Журнал регистрации' })).toBeVisible();
  await inspect(page);
  await page.getByRole('button', { name: 'Зарезервировать' }).click();
  const form = page.getByRole('dialog', { name: /Зарезервировать номера/ });
  await form.getByLabel('Для чего').fill('Письмо Главы, подпись завтра');
  await inspect(page);
  await page.keyboard.press('Control+Enter');
  const line = page.getByRole('row').filter({ hasText: 'Письмо Главы, подпись завтра' });
  await expect(line).toContainText('Резерв');
  await inspect(page);
  await line.getByRole('button', { name: /Снять резерв/ }).click();
  const question = page.getByRole('alertdialog', { name: /Снять резерв/ });
  await question.getByRole('button', { name: 'Снять резерв' }).click();
  await expect(question.getByRole('alert')).toBeVisible();
  await question.getByLabel('Причина').fill('Письмо не понадобилось');
  await question.getByRole('button', { name: 'Снять резерв' }).click();
  const struck = page.getByRole('row').filter({ hasText: 'Письмо не понадобилось' });
  await expect(struck).toContainText('Аннулирован');
  await expect(struck.locator('s')).toBeVisible();
});
