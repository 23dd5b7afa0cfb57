import type { Page } from '@playwright/test';
import { headSigns, newestPaper, signs } from './officer.ts';
import { expect, test } from './stand.ts';

// An application of a citizen, from the queue of its officer to the signed result, and one that is not accepted.

interface Row {
  id: number;
  number: string;
  applicant: string;
}

async function waiting(page: Page): Promise<Row[]> {
  const answer = await page.request.get('/api/applications?queue=open&state=received&limit=50');
  expect(answer.ok()).toBe(true);
  return ((await answer.json()) as { items: Row[] }).items;
}

test('an officer takes an application to its signed result and refuses to accept another', async ({ page, browser, stand, signIn, inspect }) => {
  await signIn(page, 'ageeva');
  const [first, second] = await waiting(page);
  expect(second).toBeDefined();

  await page.goto('/applications');
  await expect(page.getByRole('heading', { name: 'Заявления', exact: true })).toBeVisible();
  await expect(page.getByText(first?.number ?? '').first()).toBeVisible();
  await inspect(page);

  // Who calls without a number is found by his name, which never stands in an address.
  const surname = first?.applicant.split(' ')[0] ?? '';
  await page.getByRole('searchbox', { name: 'Номер, фамилия или СНИЛС' }).fill(surname.toLowerCase());
  await page.keyboard.press('Enter');
  await expect(page.getByText('и завершённые тоже')).toBeVisible();
  await expect(page.getByText(first?.number ?? '').first()).toBeVisible();
  expect(page.url()).not.toContain(encodeURIComponent(surname.toLowerCase()));

  await page.goto(`/applications/${first?.id}`);
  await page.getByRole('button', { name: 'Взять' }).click();
  await page.getByRole('button', { name: 'Зарегистрировать' }).click();
  await expect(page.getByRole('button', { name: 'Зарегистрировать' })).toHaveCount(0);
  const decide = page.getByRole('button', { name: 'Решить' });
  const proceed = page.getByRole('button', { name: 'Продолжить рассмотрение' });
  await expect(decide.or(proceed)).toBeVisible();
  if (await proceed.isVisible()) await proceed.click();
  await decide.click();
  const dialog = page.getByRole('dialog', { name: 'Решение' });
  await inspect(page);
  await dialog.getByRole('button', { name: 'Отдать на подпись' }).click();
  await expect(page.getByText('На подписи', { exact: true })).toBeVisible({ timeout: 20_000 });
  await inspect(page);

  await headSigns(browser, stand, (other) => signIn(other, 'poliakova'), page, first?.id ?? 0);
  await expect(async () => {
    await page.goto(`/applications/${first?.id}?tab=ends`);
    await expect(page.getByText('Услуга оказана').or(page.getByText('Решение принято')).first()).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 20_000 });
  await inspect(page);

  await page.goto(`/applications/${second?.id}`);
  await page.getByRole('button', { name: 'Взять' }).click();
  await page.getByRole('button', { name: 'Отказать в приёме' }).click();
  const refusal = page.getByRole('dialog', { name: 'Отказ в приёме документов' });
  await refusal.getByRole('button', { name: /Основание из регламента/ }).click();
  await page.getByRole('option').first().click();
  await refusal.getByRole('textbox', { name: 'Что именно не так и что делать' }).fill('Не читается вторая страница. Сделайте скан заново.');
  await refusal.getByRole('button', { name: 'Посмотреть, что подпишут' }).click();
  await expect(refusal.getByRole('region', { name: 'Бумага до подписи' }).locator('canvas').first()).toBeVisible({ timeout: 20_000 });
  await inspect(page);
  await refusal.getByRole('button', { name: 'Отказать в приёме' }).click();
  await expect(page.getByRole('button', { name: 'Подписать' })).toBeVisible({ timeout: 20_000 });
  await inspect(page);
  await signs(page.request, await newestPaper(page, second?.id ?? 0)); // the notice is the officer's own
  await expect(async () => {
    await page.goto(`/applications/${second?.id}?tab=ends`);
    await expect(page.getByText('Отказано в приёме', { exact: true })).toBeVisible({ timeout: 1000 });
    await expect(page.getByText('подпись верна')).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 20_000 });
  await inspect(page);
});
