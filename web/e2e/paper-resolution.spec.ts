import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './stand.ts';

const scan = readFileSync(join(import.meta.dirname, '../src/gallery/sample.pdf'));
const card = (page: Page) => page.locator('.card-pane');
const memo = 'О выделении автомобиля';

test('the assistant records a resolution from paper; the minister is told, looks at it and says that it is not his', async ({ page, signIn, inspect }) => {
  await signIn(page, 'titova');
  await page.goto('/tasks');
  await page.getByRole('grid', { name: 'Мои задания' }).getByRole('row').filter({ hasText: memo }).click();
  const address = new URL(page.url()).searchParams.get('card');
  await card(page).getByRole('button', { name: 'Проект резолюции' }).click();
  const form = page.getByRole('dialog', { name: 'Проект резолюции' });
  await form.getByLabel('Текст поручения').fill('Выделить автомобиль на три дня.');
  await form.getByRole('combobox', { name: 'Кому' }).fill('петр');
  await page.getByRole('option', { name: /Петров/ }).click();
  await page.keyboard.press('Tab');
  await form.getByRole('button', { name: 'Контроль, сведение, срочность' }).click();
  await form.getByRole('radio', { name: 'На контроле' }).click();
  await form.getByRole('combobox', { name: 'Контролёр' }).fill('фомин');
  const fomin = page.getByRole('option', { name: /Фомин/ });
  await expect(async () => {
    await page.keyboard.press('ArrowDown'); // the list may come anew while one types
    await expect(fomin).toHaveAttribute('data-focused', 'true', { timeout: 500 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(form.getByRole('button', { name: /Убрать.*Фомин/ })).toBeFocused();

  await form.getByText('Написана на бумаге').click();
  await form.getByRole('button', { name: 'Внести резолюцию' }).click();
  await expect(form.getByText('Приложите скан', { exact: true })).toBeVisible();
  await form.locator('input[type=file]').setInputFiles({ name: 'Резолюция.pdf', mimeType: 'application/pdf', buffer: scan });
  await expect(form.getByRole('link', { name: 'Резолюция.pdf' })).toBeVisible();
  await inspect(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Резолюция внесена, поручения направлены')).toBeVisible();

  await signIn(page, 'surnin');
  await page.goto('/tasks');
  await page.getByRole('button', { name: /Уведомления, новых/ }).click();
  await page.getByRole('link', { name: 'От вашего имени внесена резолюция с бумаги.' }).first().click();
  await page.goto(`/cards/${address}?tab=resolution`);
  await expect(page.getByText(/внёс с бумаги Титова И\. А\. от вашего имени/)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Показать скан' })).toBeVisible();
  await inspect(page);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/tasks');
  await page.getByRole('button', { name: /^Резолюция:/ }).click();
  await page.locator('.exec-item').filter({ hasText: memo }).click();
  await expect(page.getByRole('region', { name: 'Резолюция с бумаги' }).getByText('Выделить автомобиль на три дня.')).toBeVisible();
  await inspect(page);
  await page.getByRole('button', { name: 'Не моя резолюция' }).click();
  await expect(page.getByText('Резолюция отменена, документ снова у вас на рассмотрении')).toBeVisible();

  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`/cards/${address}?tab=resolution`);
  await expect(page.getByText('Не подтверждена руководителем')).toBeVisible();
  await expect(page.getByText('Отменено').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Не моя резолюция' })).toHaveCount(0);
  await inspect(page);
});
