import { catalogue as t } from '../src/i18n/ru/catalogue';
import { expect, test } from './stand';

test('an editor changes a term, publishes it, and the public page shows it', async ({ page, signIn, inspect }) => {
  await signIn(page, 'kotov');
  await page.goto('/catalogue');
  await page.getByRole('searchbox', { name: t.find }).fill('порубочный');
  await expect(page.getByText('Порубочный билет').first()).toBeVisible();
  await inspect(page); // the editor itself holds a frame with the public page, which is looked at below
  await page.getByText('Порубочный билет').first().click();
  await page.getByRole('button', { name: t.edit }).click();
  await page.getByRole('navigation', { name: t.part }).getByRole('button', { name: t.sections.terms, exact: true }).click();
  await page.getByText('Срок предоставления услуги').first().click();
  await page.getByRole('textbox', { name: t.fields.amount }).first().fill('12');
  await expect(page.frameLocator('iframe').getByText('12 рабочих дней').first()).toBeVisible();
  await page.getByRole('button', { name: t.save }).click();
  await page.getByRole('button', { name: t.publish }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Срок предоставления услуги: 17 → 12 рабочих дней со дня регистрации')).toBeVisible();
  await dialog.getByRole('button', { name: t.publish }).click();
  await expect(page.getByText(t.version(2)).first()).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/services');
  await inspect(page);
  await page.getByRole('searchbox').fill('спилить дерево');
  await page.getByRole('button', { name: 'Найти' }).click();
  await page.getByRole('link', { name: 'Порубочный билет' }).click();
  await expect(page.getByText('12 рабочих дней').first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Получить услугу' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await inspect(page);
});
