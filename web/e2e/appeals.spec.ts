import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './stand.ts';

const letter = readFileSync(join(import.meta.dirname, '../src/gallery/sample.pdf'));

test('a citizen’s letter becomes a registered appeal with the term of the law, and one question is sent on', async ({ page, signIn, inspect }) => {
  await signIn(page, 'vasileva');
  await page.goto('/appeals');
  await expect(page.getByRole('grid', { name: 'Обращения граждан' })).toBeVisible();
  await inspect(page);

  await page.locator('input[type=file]').setInputFiles({ name: 'Обращение.pdf', mimeType: 'application/pdf', buffer: letter });
  await expect(page.getByText('Автор не указан')).toBeVisible();
  await inspect(page);
  await page.getByRole('button', { name: 'Заполнить обращение' }).click();
  const form = page.getByRole('dialog', { name: 'Обращение' });
  await form.getByLabel('Фамилия, имя, отчество').fill('Мельникова Анна Сергеевна');
  await form.getByLabel('Почтовый адрес').fill('427430, г. Воткинск, ул. Речная, д. 18');
  await form.getByLabel('Суть вопроса').fill('Отсутствие отопления в подъезде');
  await form.getByRole('button', { name: 'Добавить вопрос' }).click();
  await form.getByLabel('Суть вопроса').nth(1).fill('Освещение двора');
  await inspect(page);
  // Another signs too: the first author gets the answer, and the clerk may choose another.
  await form.getByRole('button', { name: 'Добавить автора' }).click();
  await form.getByLabel('Фамилия, имя, отчество').nth(1).fill('Константинопольский Владислав Александрович');
  await expect(form.getByRole('checkbox', { name: 'Коллективное' })).toBeChecked();
  await expect(form.getByText('Ответ получит этот автор.')).toHaveCount(1);
  await inspect(page);
  await page.keyboard.press('Control+Enter');
  await expect(form).toBeHidden();
  const authors = page.getByRole('region', { name: 'Авторы' });
  await expect(authors.getByRole('listitem').first()).toContainText('ответ – ему');
  await expect(authors.getByRole('listitem').nth(1)).toContainText('некуда ответить');
  // The same author has written before: the clerk is shown it and decides.
  const earlier = page.getByRole('region', { name: 'Прежние похожие обращения' });
  await expect(earlier).toContainText('Об отсутствии отопления в подъезде');
  await earlier.getByRole('button', { name: 'Сравнить' }).first().click();
  const question = page.getByRole('dialog', { name: /О том же ли/ });
  await inspect(page);
  await question.getByRole('button', { name: 'Запомнить решение' }).click();
  await expect(question).toHaveCount(0);
  await expect(page.getByText('Дубликат')).toBeVisible();
  await earlier.getByRole('button', { name: 'Сравнить' }).first().click();
  await question.getByText('О другом', { exact: true }).click();
  await question.getByRole('button', { name: 'Запомнить решение' }).click();
  await expect(earlier.getByText('О другом')).toBeVisible();
  await expect(page.getByText('Дубликат')).toHaveCount(0);

  await page.getByRole('tab', { name: 'Карточка' }).click();
  await page.getByLabel('Краткое содержание', { exact: true }).fill('Об отоплении и освещении');
  const id = Number(new URL(page.url()).searchParams.get('card'));
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alertdialog').getByText(/Зарегистрировано: № ОГ-/)).toBeVisible();

  await page.goto(`/cards/${id}?tab=appeal`);
  const clock = page.getByRole('region', { name: 'Сроки по закону' });
  await expect(clock).toContainText('Закон № 59-ФЗ, ст. 12 ч. 1');
  await page.getByRole('button', { name: 'Направить по компетенции' }).click();
  const forward = page.getByRole('dialog', { name: 'Направить вопросы по компетенции' });
  await forward.getByText('2. Освещение двора').click();
  await forward.getByRole('combobox', { name: 'Кому' }).fill('воткин');
  await page.getByRole('option', { name: /Воткинск/ }).first().click();
  await inspect(page);
  await forward.getByRole('button', { name: 'Направить по компетенции' }).click();
  await expect(page.getByRole('region', { name: 'Вопросы' })).toContainText('Направлено по компетенции');

  // The author asks to be received: an appointment from the card, with a card of its own.
  await page.getByRole('button', { name: 'Записать на приём' }).click();
  const visit = page.getByRole('dialog', { name: 'Записать на приём' });
  await expect(visit.getByLabel('Фамилия, имя, отчество')).toHaveValue('Мельникова Анна Сергеевна');
  await expect(visit.getByLabel('О чём')).toHaveValue('Отсутствие отопления в подъезде');
  await expect(visit.getByRole('button', { name: /Время/ })).toBeVisible();
  await inspect(page);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('grid', { name: 'Личный приём' }).getByText('Отсутствие отопления в подъезде').click();
  await expect(page.getByRole('dialog', { name: 'Личный приём' })).toContainText('427430, г. Воткинск');

  await byEmail(page, inspect);

  const { questions, status } = await (await page.request.get(`/api/appeals/${id}`)).json();
  expect(status).toBe('registered');
  expect(questions.map((one: { federal: { name: string } }) => one.federal.name)).toEqual(['InWork', 'Transferred']);
});

/** An e-mail is no channel of appeals: the card is closed without a number and the reply names the channels. */
async function byEmail(page: Page, inspect: (page: Page) => Promise<void>) {
  await page.goto('/appeals');
  await page.locator('input[type=file]').setInputFiles({ name: 'Письмо.pdf', mimeType: 'application/pdf', buffer: letter });
  await expect(page.getByText('Автор не указан')).toBeVisible();
  await page.getByRole('button', { name: 'Это электронное письмо' }).click();
  const reply = page.getByRole('dialog', { name: 'Ответить на электронное письмо' });
  await reply.getByLabel('Кто написал').fill('Соловьёв Артём Игоревич');
  await reply.getByLabel('Адрес электронной почты').fill('solovev@example.org');
  await inspect(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Ответ на письмо, поступившее по электронной почте' })).toBeVisible();
}
