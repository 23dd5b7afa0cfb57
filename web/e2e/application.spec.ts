import type { Browser, Page } from '@playwright/test';
import { expect, test } from './stand.ts';

// An application of a citizen, from the queue of its officer to the signed result, and one that is not accepted.

interface Row {
  id: number;
  number: string;
}

async function waiting(page: Page): Promise<Row[]> {
  const answer = await page.request.get('/api/applications?queue=open&state=received&limit=50');
  expect(answer.ok()).toBe(true);
  return ((await answer.json()) as { items: Row[] }).items;
}

/** The newest paper of an application. */
async function newestPaper(page: Page, id: number | undefined): Promise<number> {
  const card = (await (await page.request.get(`/api/applications/${id}`)).json()) as { papers: { document_id: number }[] };
  return card.papers.at(-1)?.document_id ?? 0;
}

/** The head of the body signs a decision in his own browser. */
async function signedByHead(browser: Browser, stand: string, head: (page: Page) => Promise<void>, paper: number): Promise<void> {
  const context = await browser.newContext({ baseURL: stand });
  const page = await context.newPage();
  await head(page);
  await signed(page, paper);
  await context.close();
}

/** Whoever is signed in signs with the key of the stand. */
async function signed(page: Page, paper: number): Promise<void> {
  const { items } = (await (await page.request.get('/auth/demo')).json()) as { items: { login: string; password: string }[] };
  await page.request.post('/auth/step-up', { data: { password: items[0]?.password } });
  const { versions } = (await (await page.request.get(`/api/cards/${paper}`)).json()) as { versions: { sha256: string }[] };
  const answer = await page.request.post(`/api/documents/${paper}/stand-sign`, { data: { sha256: versions.at(-1)?.sha256 } });
  expect(answer.ok(), await answer.text()).toBe(true);
}

test('an officer takes an application to its signed result and refuses to accept another', async ({ page, browser, stand, signIn, inspect }) => {
  await signIn(page, 'ageeva');
  const [first, second] = await waiting(page);
  expect(second).toBeDefined();

  await page.goto('/applications');
  await expect(page.getByRole('heading', { name: 'Заявления', exact: true })).toBeVisible();
  await expect(page.getByText(first?.number ?? '').first()).toBeVisible();
  await inspect(page);

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

  await signedByHead(browser, stand, (other) => signIn(other, 'poliakova'), await newestPaper(page, first?.id));
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
  await signed(page, await newestPaper(page, second?.id)); // the notice is the officer's own
  await expect(async () => {
    await page.goto(`/applications/${second?.id}?tab=ends`);
    await expect(page.getByText('Отказано в приёме', { exact: true })).toBeVisible({ timeout: 1000 });
    await expect(page.getByText('подпись верна')).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 20_000 });
  await inspect(page);
});
