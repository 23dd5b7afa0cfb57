import type { Page } from '@playwright/test';
import { expect, test } from './stand.ts';

const card = (page: Page) => page.locator('.card-pane');
const task = (page: Page, text: string) => page.getByRole('grid', { name: 'Мои задания' }).getByRole('row').filter({ hasText: text });

test('an executor takes an assignment, reports on the way, asks for another term and hands a part down', async ({ page, signIn, inspect }) => {
  await signIn(page, 'petrov');
  await page.goto('/tasks');
  await task(page, 'Проверить и доложить').click();
  await expect(card(page).getByText(/просрочено на/).first()).toBeVisible();
  await card(page).getByRole('button', { name: 'Взять в работу' }).click();
  await expect(page.getByText('Поручение взято в работу')).toBeVisible();

  await card(page).getByRole('button', { name: 'Промежуточный отчёт' }).click();
  const report = page.getByRole('dialog', { name: 'Промежуточный отчёт' });
  await expect(report).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(report.getByText('Напишите, что сделано')).toBeVisible();
  await report.getByLabel('Что сделано').fill('Взяты пробы воды в трёх точках.');
  await inspect(page);
  await page.keyboard.press('Control+Enter');
  await expect(card(page).getByText('Взяты пробы воды в трёх точках.')).toBeVisible();
  await inspect(page);

  await card(page).getByRole('button', { name: 'Отчитаться' }).click();
  const final = page.getByRole('dialog', { name: 'Отчёт об исполнении' });
  await final.getByLabel('Что сделано').fill('Вода соответствует нормам, ответ подготовлен.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Отчёт отправлен на приёмку')).toBeVisible();

  // The term has not passed: another one may be asked for.
  await task(page, 'кровли школы').or(task(page, 'проект распоряж')).first().click();
  await card(page).getByRole('button', { name: 'Поручить' }).click();
  const parts = page.getByRole('dialog', { name: 'Поручить исполнение' });
  await expect(parts.getByText(/Срок каждой части – не позже/)).toBeVisible();
  await inspect(page);
  await page.keyboard.press('Escape');
  await card(page).getByRole('button', { name: 'Другие действия с поручением' }).click();
  await page.getByRole('menuitem', { name: 'Запросить перенос' }).click();
  const ask = page.getByRole('dialog', { name: 'Запросить перенос срока' });
  await ask.getByRole('button', { name: 'Запросить перенос' }).click();
  await expect(ask.getByText('Укажите день')).toBeVisible();
  await inspect(page);
});

test('an executive accepts a report and the history of the term stays', async ({ page, signIn, inspect }) => {
  await signIn(page, 'surnin');
  await page.goto('/tasks');
  await task(page, 'Подготовить сведения для доклада').click();
  await card(page).getByRole('button', { name: 'Принять отчёт' }).click();
  const dialog = page.getByRole('dialog', { name: 'Принять отчёт' });
  await expect(dialog.getByText(/Сведения подготовлены/)).toBeVisible();
  await inspect(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Отчёт принят')).toBeVisible();
});

test('an assistant prepares a draft and cannot sign it', async ({ page, signIn, inspect }) => {
  await signIn(page, 'titova');
  await page.goto('/tasks');
  await task(page, 'порядке предоставления грантов').click();
  await expect(card(page).getByRole('button', { name: 'Изменить' })).toBeVisible();
  await expect(card(page).getByRole('button', { name: 'Подписать резолюцию' })).toHaveCount(0);
  await card(page).getByRole('button', { name: 'Изменить' }).click();
  const form = page.getByRole('dialog', { name: 'Проект резолюции' });
  await expect(form.getByRole('button', { name: 'Подписать резолюцию' })).toHaveCount(0);
  await form.getByLabel('Слово руководителю').fill('Срок сжатый: общественная палата ждёт ответа.');
  await inspect(page);
  await form.getByRole('button', { name: 'Сохранить проект' }).click();
  await expect(page.getByText('Проект резолюции сохранён')).toBeVisible();
  await expect(card(page).getByText('Срок сжатый: общественная палата ждёт ответа.')).toBeVisible();
});

test('the acting officer signs the draft with his own name, by one key', async ({ page, signIn, inspect }) => {
  await signIn(page, 'ershova');
  await page.goto('/tasks');
  await task(page, 'порядке предоставления грантов').click();
  const address = page.url();
  await expect(card(page).getByRole('button', { name: 'Подписать резолюцию' })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Резолюция подписана, поручения направлены')).toBeVisible();
  await page.goto(address);
  await expect(card(page).getByText(/^и\. о\./)).toBeVisible();
  await expect(card(page).getByText(/Основание:/)).toBeVisible();
  await inspect(page);
});

test('a controller looks through the assignments of the body and takes one off the control', async ({ page, signIn, inspect }) => {
  await signIn(page, 'fomin');
  await page.goto('/control');
  const list = page.getByRole('grid', { name: 'Поручения и контроль' });
  await expect(list.getByRole('row').first()).toBeVisible();
  await inspect(page);
  await page.getByRole('button', { name: 'Просрочено', exact: true }).click();
  await expect(page).toHaveURL(/due=overdue/);
  await page.getByRole('button', { name: 'Отбор и вид списка' }).click();
  await inspect(page);
  await page.getByRole('radio', { name: 'Таблица' }).click();
  await page.keyboard.press('Escape');
  await expect(list.getByRole('columnheader', { name: 'Исполнитель' })).toBeVisible();
  await inspect(page);
  await list.getByRole('row').filter({ hasText: 'прокурору' }).click();
  await expect(card(page).getByRole('region', { name: 'Поручение' })).toBeVisible();
  await card(page).getByRole('button', { name: 'Снять с контроля' }).click();
  const dialog = page.getByRole('dialog', { name: 'Снять с контроля' });
  await dialog.getByText('Исполнить невозможно').click();
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText('Напишите, почему')).toBeVisible();
  await inspect(page);
});
