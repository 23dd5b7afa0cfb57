import type { Page } from '@playwright/test';
import type { Inspect } from './inspect.ts';
import { expect, test } from './stand.ts';

/** Everything of /exchange that the integration administrator sees and fills, on the desktop and on the phone. */
test('the exchange with ПОС is looked after and set up by forms', async ({ page, signIn, inspect }) => {
  await written(page, 'Не горит фонарь у остановки', 'Министерство строительства', 'Сообщение (короткий срок)');
  await written(page, 'Холодно в подъезде', 'Государственная жилищная инспекция', 'Жалоба');
  await page.goto('/pos-simulator/operator');
  await inspect(page);

  await signIn(page, 'larin');
  await page.goto('/exchange');
  await page.getByRole('button', { name: 'Запросить сейчас' }).click();
  await expect(page.getByText('Из ПОС: Обращение')).toHaveCount(2, { timeout: 30_000 });
  await inspect(page);
  await page.getByRole('button', { name: 'Исходный текст' }).last().click();
  await expect(page.getByRole('dialog')).toContainText('itemId');
  await inspect(page);
  await page.keyboard.press('Escape');
  await page.getByLabel('Номер ПОС').fill('POS-000001');
  await page.getByRole('button', { name: 'Найти' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'POS-000002' })).toHaveCount(0);

  // An authority that the table does not know: a person sorts it, and the card is made.
  await page.getByRole('tab', { name: 'Сортировка' }).click();
  await expect(page.getByText('Государственная жилищная инспекция')).toBeVisible();
  await page.getByRole('button', { name: /Выберите орган/ }).click();
  await page.getByRole('option', { name: 'Минстрой' }).click();
  await inspect(page);
  await page.getByRole('button', { name: 'Передать', exact: true }).click();
  await expect(page.getByText('Карточка появится в очереди органа').last()).toBeVisible();

  for (const name of ['Ошибки', 'Выгрузки', 'Сверка', 'Сообщения']) {
    await page.getByRole('tab', { name }).click();
    await inspect(page);
  }
  await page.getByRole('tab', { name: 'Выгрузки' }).click();
  await page.getByRole('link', { name: 'Протокол' }).first().click();
  await expect(page.getByText(/В ПОС: Статус «Поступило»/).first()).toBeVisible();
  await inspect(page);
  await page.goto('/exchange?part=runs');
  await page.getByRole('button', { name: 'Выгрузить выбранное' }).click();
  const run = page.getByRole('dialog', { name: 'Выгрузить выбранное' });
  await run.getByLabel('Где живёт гражданин').fill('г. Ижевск');
  await run.getByLabel('Название отбора').fill('Ижевск');
  await inspect(page);
  await run.getByRole('button', { name: 'Сохранить отбор' }).click();
  await expect(run.getByRole('button', { name: /Сохранённый отбор/ })).toBeVisible();
  await page.keyboard.press('Escape');

  await difference(page, signIn, inspect);
  await page.goto('/exchange');
  await settings(page, inspect);

  for (const part of ['ledger', 'runs', 'settings']) {
    await page.goto(`/exchange?part=${part}`);
    await expect(page.getByRole('table').first()).toBeVisible();
    await page.evaluate(() => void (document.documentElement.dataset.theme = 'dark'));
    await inspect(page, { colours: true });
  }
  await page.setViewportSize({ width: 390, height: 844 });
  for (const part of ['ledger', 'runs', 'settings']) {
    await page.goto(`/exchange?part=${part}`);
    await expect(page.getByRole('table').first()).toBeVisible();
    await inspect(page);
  }
});

/** The platform has lost a status: reconciliation shows it, and it is sent again without a new card. */
async function difference(page: Page, signIn: (page: Page, login?: string) => Promise<void>, inspect: Inspect) {
  await signIn(page, 'vasileva');
  await page.goto('/appeals');
  await page.getByRole('grid', { name: 'Обращения граждан' }).getByText('Не горит фонарь у остановки').first().click();
  await expect(page.getByLabel('Краткое содержание', { exact: true })).toHaveValue('Не горит фонарь у остановки');
  const card = new URL(page.url()).searchParams.get('card') ?? '';
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Зарегистрировано: № ОГ-/).last()).toBeVisible();
  await prolonged(page, card, inspect);

  const there = page.getByRole('article').filter({ hasText: 'Не горит фонарь у остановки' });
  await expect(async () => {
    await page.goto('/pos-simulator/operator');
    await there.getByRole('button', { name: 'Потерять последний статус' }).click({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await signIn(page, 'larin');
  await page.goto('/exchange?part=differences');
  await page.getByRole('button', { name: 'Сверить статусы' }).click();
  const again = page.getByRole('button', { name: 'Отправить статус снова' });
  await expect(again).toBeVisible({ timeout: 30_000 });
  await inspect(page);
  await again.click();
  await expect(page.getByText('Расхождений нет')).toBeVisible({ timeout: 30_000 });
  await expect(async () => {
    await page.goto('/pos-simulator/operator');
    await expect(there).toContainText('Зарегистрировано', { timeout: 500 });
  }).toPass({ timeout: 30_000 });
}

/** On a phone: the kind of the message and its term are changed by forms that fit. */
async function prolonged(page: Page, card: string, inspect: Inspect) {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/cards/${card}?tab=appeal`);
  await page.getByRole('button', { name: 'Переквалифицировать' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await inspect(page);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1440, height: 900 });
}

async function settings(page: Page, inspect: Inspect) {
  await page.getByRole('tab', { name: 'Настройки' }).click();
  for (const group of ['Запрос новых обращений и низкие оценки', 'Запись в сообщениях ПОС']) {
    await page.getByRole('region', { name: group }).getByRole('button', { name: 'Изменить' }).click();
    const form = page.getByRole('dialog', { name: group });
    await expect(form.getByRole('textbox').first()).toBeVisible();
    await inspect(page);
    await page.keyboard.press('Escape');
    await expect(form).toBeHidden();
  }
  await page.getByRole('button', { name: 'MINFIN' }).click();
  await inspect(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Минстрой', exact: true }).click();
  const body = page.getByRole('dialog', { name: 'Выгрузка: Минстрой' });
  await body.getByText('по расписанию').click();
  await body.getByText('Переадресация по компетенции').click();
  await body.getByText('Ответы дорабатываются в ЛКО').click();
  await inspect(page);
  await body.getByRole('button', { name: 'Сохранить' }).click();
  await expect(body).toBeHidden();
  const row = page.getByRole('table', { name: 'Выгрузка по органам' }).getByRole('row', { name: /Минстрой/ });
  await expect(row).toContainText('только переадресация');
  await expect(row).toContainText('по расписанию');
}

async function written(page: Page, subject: string, body: string, kind: string) {
  await page.goto('/pos-simulator/');
  await page.getByLabel('Фамилия', { exact: true }).fill('Ложкин');
  await page.getByLabel('Тема', { exact: true }).fill(subject);
  await page.getByLabel('Текст', { exact: true }).fill('Прошу принять меры.');
  await page.getByRole('combobox', { name: 'Орган' }).selectOption(body);
  await page.getByRole('combobox', { name: 'Вид' }).selectOption(kind);
  await page.getByRole('button', { name: 'Отправить' }).click();
  await expect(page.getByRole('heading', { name: subject })).toBeVisible();
}
