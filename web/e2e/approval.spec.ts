import type { Page } from '@playwright/test';
import { expect, test } from './stand.ts';

const card = (page: Page) => page.locator('.card-pane');
const task = (page: Page, text: string) => page.getByRole('grid', { name: 'Мои задания' }).getByRole('row').filter({ hasText: text });

test('a visa is given with remarks for the version that was read, and the sheet tells of it', async ({ page, signIn, inspect }) => {
  await signIn(page, 'kuznecov');
  await page.goto('/tasks');
  await task(page, 'ремонт кровли школы').click();
  await expect(card(page).getByRole('tab', { name: /Согласование/ })).toHaveAttribute('aria-selected', 'true');
  await expect(card(page).getByText('Ваша виза: прочитайте документ и решите.')).toBeVisible();
  await expect(card(page).getByText(/задерживает/).first()).toBeVisible();
  await inspect(page);
  const address = new URL(page.url()).searchParams.get('card');
  await card(page).getByRole('button', { name: 'С замечаниями' }).click();
  const dialog = page.getByRole('dialog', { name: 'Согласовать с замечаниями' });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText('Напишите замечания')).toBeVisible();
  await dialog.getByLabel('Замечания').fill('Уточнить срок в пункте 4.');
  await inspect(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Согласовано с замечаниями')).toBeVisible();

  await page.goto(`/approval-sheet/${address}`);
  for (const part of [/^Цикл 1/, 'Протокол разногласий']) await expect(page.getByRole('region', { name: part }).getByRole('cell', { name: 'Уточнить срок в пункте 4.' })).toBeVisible();
  await inspect(page);
  const pdf = await page.request.get(`/api/documents/${address}/approval-sheet.pdf`);
  expect(pdf.headers()['content-type']).toContain('application/pdf');
});

test('an author starts the approval by a route, edits its stages by keys and takes the text back', async ({ page, signIn, inspect }) => {
  await signIn(page, 'petrov');
  const made = await page.request.post('/api/documents', { data: { flow: 'outgoing', kind_id: await letterKind(page), summary: 'О сроках ремонта' } });
  const { id } = (await made.json()) as { id: number };
  const text = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n');
  const version = await page.request.post(`/api/documents/${id}/versions`, { multipart: { file: { name: 'Письмо.pdf', mimeType: 'application/pdf', buffer: text } } });
  expect(version.ok(), await version.text()).toBe(true);
  await page.goto(`/cards/${id}?tab=approval`);
  await expect(card(page).getByText('На согласование не направлялся')).toBeVisible();
  await inspect(page);
  await card(page).getByRole('button', { name: 'На согласование' }).click();
  const form = page.getByRole('dialog', { name: 'На согласование' });
  await expect(form.getByRole('radiogroup', { name: 'Маршрут' })).toBeVisible();
  await inspect(page);
  await form.getByText('Свой маршрут').click();
  await expect(form.getByRole('listitem', { name: 'Этап 1' })).toBeVisible();
  await form.getByRole('button', { name: 'Добавить этап' }).click();
  await form.getByRole('listitem', { name: 'Этап 2' }).getByLabel('Название этапа').fill('Юристы');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(form.getByRole('listitem', { name: 'Этап 1' }).getByLabel('Название этапа')).toHaveValue('Юристы');
  await inspect(page);
  await form.getByRole('button', { name: 'Направить' }).click();
  await expect(form.getByRole('alert').first()).toBeVisible();
  await page.keyboard.press('Escape');

  await card(page).getByRole('button', { name: 'На согласование' }).click();
  await form.locator('.radio').first().click();
  const sign = form.getByRole('switch');
  if (await sign.isChecked()) await sign.click({ force: true });
  await form.getByRole('button', { name: 'Направить' }).click();
  await expect(page.getByText('Документ направлен на согласование')).toBeVisible();
  await expect(card(page).getByText(/^Сейчас:/)).toBeVisible();
  await inspect(page);
  await card(page).getByRole('button', { name: /Действия|Ещё/ }).last().click();
  await page.getByRole('menuitem', { name: 'Отозвать с согласования' }).click();
  await expect(page.getByText('Документ отозван с согласования')).toBeVisible();
  await card(page).getByRole('button', { name: 'Повторное согласование' }).click();
  const again = page.getByRole('dialog', { name: 'Повторное согласование' });
  await expect(again.getByRole('radio', { name: /Всех/ })).toBeChecked();
  await inspect(page);
});

async function letterKind(page: Page): Promise<number> {
  const { items } = (await (await page.request.get('/api/kinds')).json()) as { items: { id: number; flow: string; active: boolean; sign_with: string }[] };
  const kind = items.find((one) => one.flow === 'outgoing' && one.active);
  if (kind === undefined) throw new Error('no kind of outgoing documents');
  return kind.id;
}
