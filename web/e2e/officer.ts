import type { APIRequestContext, Browser, Page } from '@playwright/test';
import { expect } from './stand.ts';

// What the journeys of an application have in common: an officer takes and decides, his head signs.

/** Takes and registers the application that is open. */
export async function takeAndRegister(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Взять' }).click();
  await page.getByRole('button', { name: 'Зарегистрировать' }).click();
  await expect(page.getByRole('button', { name: 'Зарегистрировать' })).toHaveCount(0);
}

/** The officer decides by the form of his body – refuses on the first ground of the regulation, if a reason is given – and gives the paper to its signatory. */
export async function decides(page: Page, refusal?: string): Promise<void> {
  const decide = page.getByRole('button', { name: 'Решить' });
  const proceed = page.getByRole('button', { name: 'Продолжить рассмотрение' });
  await expect(decide.or(proceed).first()).toBeVisible();
  if (await proceed.isVisible()) await proceed.click();
  await decide.click();
  const dialog = page.getByRole('dialog', { name: 'Решение' });
  if (refusal !== undefined) {
    await dialog.getByText('Отказать', { exact: true }).click();
    await dialog.getByRole('button', { name: /Основание из регламента/ }).click();
    await page.getByRole('option').first().click();
    await dialog.getByRole('textbox', { name: 'Что именно не так и что делать' }).fill(refusal);
  }
  await dialog.getByRole('button', { name: 'Отдать на подпись' }).click();
  await expect(page.getByText('На подписи', { exact: true })).toBeVisible({ timeout: 20_000 });
}

/** The newest paper of an application. */
export async function newestPaper(officer: Page, id: number): Promise<number> {
  const card = (await (await officer.request.get(`/api/applications/${id}`)).json()) as { papers: { document_id: number }[] };
  return card.papers.at(-1)?.document_id ?? 0;
}

/** Whoever is signed in signs a card with the key of the stand; the dialog itself is walked in signing.spec.ts. */
export async function signs(request: APIRequestContext, card: number): Promise<void> {
  const { items } = (await (await request.get('/auth/demo')).json()) as { items: { password: string }[] };
  await request.post('/auth/step-up', { data: { password: items[0]?.password } });
  const { versions } = (await (await request.get(`/api/cards/${card}`)).json()) as { versions: { sha256: string }[] };
  const answer = await request.post(`/api/documents/${card}/stand-sign`, { data: { sha256: versions.at(-1)?.sha256 } });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** Another person signs a card, in a browser of his own. */
export async function signsApart(browser: Browser, stand: string, signIn: (page: Page) => Promise<void>, card: number): Promise<void> {
  const context = await browser.newContext({ baseURL: stand });
  const page = await context.newPage();
  await signIn(page);
  await signs(page.request, card);
  await context.close();
}

/** The head of the body signs the newest paper of an application. */
export async function headSigns(browser: Browser, stand: string, signIn: (page: Page) => Promise<void>, officer: Page, id: number): Promise<void> {
  await signsApart(browser, stand, signIn, await newestPaper(officer, id));
}
