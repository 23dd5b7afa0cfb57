import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './stand.ts';

const text = readFileSync(join(import.meta.dirname, '../src/gallery/sample.pdf'));
const table = (page: Page) => page.getByRole('region', { name: 'Протокол разногласий' });

test('a remark is declined with the reason, the lawyer insists, and the signatory is warned before he signs', async ({ page, signIn, inspect }) => {
  await signIn(page, 'petrov');
  const id = await draft(page);
  await page.goto(`/cards/${id}?tab=approval`);
  await page.getByRole('button', { name: 'На согласование' }).click();
  await page.getByRole('dialog').getByText('Короткий: только юрист').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Направить' }).click();
  await expect(page.getByText('Документ направлен на согласование')).toBeVisible();

  await signIn(page, 'nikitin');
  await page.goto(`/cards/${id}?tab=approval`);
  await page.getByRole('button', { name: 'С замечаниями' }).click();
  await page.getByRole('dialog').getByLabel('Замечания').fill('Сослаться на пункт 4 порядка.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Согласовано с замечаниями')).toBeVisible();

  await signIn(page, 'petrov');
  await page.goto(`/cards/${id}?tab=approval`);
  await expect(table(page).getByText('Не снято')).toBeVisible();
  await table(page).getByRole('button', { name: 'Ответить' }).click();
  const answer = page.getByRole('dialog', { name: 'Ответ на замечание' });
  await answer.getByRole('radio', { name: 'Отклонено' }).click();
  await page.keyboard.press('Control+Enter');
  await expect(answer.getByText('Напишите, почему замечание отклонено')).toBeVisible();
  await answer.getByLabel('Почему отклонено').fill('Пункт 4 утратил силу.');
  await inspect(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Ответ на замечание сохранён')).toBeVisible();
  await expect(table(page).getByText('Пункт 4 утратил силу.')).toBeVisible();

  await signIn(page, 'nikitin');
  await page.goto(`/cards/${id}?tab=approval`);
  await table(page).getByRole('button', { name: 'Настаиваю' }).click();
  await expect(page.getByText('Замечание осталось в протоколе')).toBeVisible();
  await expect(table(page).getByText('Настаивает')).toBeVisible();
  await inspect(page);

  await signIn(page, 'surnin');
  await page.goto(`/cards/${id}`);
  await page.getByRole('button', { name: 'Подписать' }).click();
  await expect(page.getByRole('dialog').getByText('Не сняты разногласия: 1. Протокол разногласий приложен к листу согласования.')).toBeVisible();
  await inspect(page);
  await page.goto(`/approval-sheet/${id}`);
  for (const said of ['Сослаться на пункт 4 порядка.', 'Пункт 4 утратил силу.']) await expect(table(page).getByText(said)).toBeVisible();
});

/** A letter of Петров with its text, for the minister's signature. */
async function draft(page: Page): Promise<number> {
  const read = async (path: string) => (await page.request.get(path)).json();
  const kinds = (await read('/api/kinds')).items as { id: number; flow: string; name: string }[];
  const { items: people } = await (await page.request.post('/api/employees/find', { data: { q: 'сурн', executive: true, limit: 1 } })).json();
  const kind = kinds.find(({ flow, name }) => flow === 'outgoing' && name === 'Письмо');
  const made = await page.request.post('/api/documents', { data: { flow: 'outgoing', kind_id: kind?.id, summary: 'О порядке осмотра зданий', signatory_id: people[0]?.id } });
  const { id } = await made.json();
  const version = await page.request.post(`/api/documents/${id}/versions`, { multipart: { file: { name: 'Письмо.pdf', mimeType: 'application/pdf', buffer: text } } });
  expect(version.ok(), await version.text()).toBe(true);
  return id;
}
