import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { signsApart } from './officer.ts';
import { expect, test } from './stand.ts';

// A parent enrols a child on a phone, the officer ranks and makes the order, the head signs, the parent sees the result and
// verifies the receipt without a network.

const verifier = pathToFileURL(join(import.meta.dirname, '../dist/verifier/veche-verify.html')).href;

const next = (page: Page) => page.getByRole('button', { name: 'Продолжить' }).click();

const date = async (page: Page, legend: string, [day, month, year]: [string, string, string]) => {
  const group = page.getByRole('group', { name: legend });
  await group.getByLabel('День').fill(day);
  await group.getByLabel('Месяц').fill(month);
  await group.getByLabel('Год').fill(year);
};

/** The parent goes from the home of services through the form; tells the number of the application. */
async function applies(page: Page): Promise<string> {
  await page.goto('/services');
  await page.getByRole('link', { name: /первый класс/i }).first().click();
  await page.getByRole('link', { name: 'Получить услугу' }).or(page.getByRole('link', { name: 'Подать заявление' })).first().click();
  await page.getByRole('link', { name: 'Войти через Госуслуги' }).click();
  await page.getByRole('link', { name: /Мельникова/ }).click();
  await page.getByText('С 6 июля, любая школа со свободными местами').click();
  await next(page);
  await page.getByText('Нет', { exact: true }).click();
  await next(page);
  await expect(page.getByLabel('Фамилия')).toHaveValue('Мельникова');
  await next(page);
  await page.getByLabel('Серия и номер').fill('94 11 123456');
  await date(page, 'Дата выдачи', ['3', '5', '2011']);
  await page.getByLabel('Кем выдан').fill('УФМС России по Удмуртской Республике');
  await next(page);
  await expect(page.getByLabel('Телефон')).toHaveValue('+7 912 000-00-01');
  await next(page);
  await page.getByText('Мать или отец').click();
  await next(page);
  for (const [label, value] of Object.entries({ Фамилия: 'Мельников', Имя: 'Тимофей', СНИЛС: '112-233-445 95' })) await page.getByLabel(label).fill(value);
  await date(page, 'Дата рождения', ['30', '8', String(new Date().getFullYear() - 7)]);
  await page.getByText('Мальчик').click();
  await next(page);
  await page.getByText('В России').click();
  await page.getByLabel('Серия и номер').fill('III-НИ 654321');
  await next(page);
  await page.getByLabel('Город, село или деревня').fill('Ижевск');
  await page.getByLabel('Улица').fill('ул. Ленина');
  await page.getByLabel('Дом, корпус').fill('18');
  await page.getByText('Да', { exact: true }).click();
  await next(page);
  await page.getByRole('combobox', { name: /Школа/ }).fill('90');
  await page.getByRole('option', { name: /Школа № 90/ }).click();
  await next(page);
  await page.getByRole('group', { name: 'Язык обучения' }).getByText('Русский').click();
  await page.getByRole('group', { name: 'Родной язык для изучения' }).getByText('Удмуртский').click();
  await page.getByRole('group', { name: /особые условия/ }).getByText('Нет').click();
  await next(page);
  for (const words of [/^С уставом школы/, /^Согласен на обработку/, /^Сведения верны/]) await page.getByText(words).click();
  await next(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Проверьте ответы');
  await page.getByRole('button', { name: 'Отправить заявление' }).click();
  await expect(page.getByRole('heading', { name: 'Заявление отправлено' })).toBeVisible();
  return (await page.locator('.receipt .number strong').textContent()) ?? '';
}

/** The parent opens the application in the account once it stands there, and in the register of the school too. */
async function opened(page: Page, number: string): Promise<void> {
  await expect(async () => {
    await page.goto('/account');
    await page.locator('.card-row', { hasText: number }).getByRole('link').click({ timeout: 2000 });
    await expect(page.getByRole('heading', { name: 'Школа № 90' }).first()).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 20_000 });
}

test('a parent enrols a child on a phone, the order is signed, and the receipt holds without a network', async ({ page, browser, stand, signIn, inspect }, info) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const number = await applies(page);
  expect(number).toMatch(/^\d+-\d{4}-\d{6}$/);
  await opened(page, number);
  await inspect(page);

  const desk = await (await browser.newContext({ baseURL: stand, viewport: { width: 1440, height: 900 } })).newPage();
  await signIn(desk, 'egorova');
  await desk.goto('/enrolment');
  await desk.getByRole('link', { name: /Школа № 90/ }).click();
  await desk.getByRole('button', { name: /Этап приёма/ }).click();
  await desk.getByRole('option', { name: /Этап 2/ }).click();
  await inspect(desk);
  const search = desk.getByRole('searchbox', { name: 'Фамилия ребёнка или номер заявления' });
  await search.fill('Сидоров');
  await search.press('Enter');
  await expect(desk.getByText('Таких заявлений нет')).toBeVisible();
  await search.fill(number);
  await search.press('Enter');
  await desk.getByText('Мельников Тимофей').first().click();
  await inspect(desk);
  await desk.getByRole('button', { name: 'Подтвердить' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Подтвердить' }).click();
  const register = desk.getByRole('grid', { name: 'Приём в школы' });
  await expect(register.getByText('Подтверждено', { exact: true })).toBeVisible();
  await opened(page, number);
  await expect(page.getByText('1-е место')).toBeVisible();
  await inspect(page);

  await desk.getByRole('button', { name: 'Сформировать приказ' }).click();
  const dialog = desk.getByRole('dialog');
  await inspect(desk);
  const answered = desk.waitForResponse((answer) => answer.url().endsWith('/order') && answer.request().method() === 'POST');
  await dialog.getByRole('button', { name: 'Сформировать приказ' }).click();
  const { document_id: card } = (await (await answered).json()) as { document_id: number };
  await expect(desk.getByText('На подписи', { exact: true })).toBeVisible();
  await signsApart(browser, stand, (head) => signIn(head, 'vinogradov'), card);
  await expect(async () => {
    await desk.reload();
    await expect(register.getByText('Зачислен', { exact: true })).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 20_000 });
  await inspect(desk);

  await opened(page, number);
  await expect(page.getByText(/Ребёнок зачислен приказом № \d+/)).toBeVisible();
  await expect(page.getByText('Подпись проверена')).toBeVisible();
  await inspect(page);
  const paper = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Скачать PDF' }).click();
  expect((await paper).suggestedFilename()).toMatch(/\.pdf$/);

  await page.goto('/services/zapis-v-pervyi-klass');
  await page.getByRole('link', { name: 'Сколько мест в школах' }).click();
  await inspect(page);
  await page.getByRole('link', { name: /Ижевск/ }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Школа № 90' })).toContainText(/Мест: \d+.*свободно: \d+.*Принято заявлений: \d+, из них с правом на преимущество: меньше 5/s);
  await inspect(page);
  await opened(page, number);

  const file = info.outputPath('receipt.json');
  await expect(async () => {
    const coming = page.waitForEvent('download', { timeout: 2000 });
    await page.getByRole('link', { name: 'Расписка с доказательством' }).click();
    await (await coming).saveAs(file);
  }).toPass({ timeout: 20_000 });
  await page.context().setOffline(true);
  await page.goto(verifier);
  await page.setInputFiles('input[type=file]', file);
  await page.getByRole('button', { name: 'Проверить', exact: true }).click();
  await expect(page.locator('.verdict h2')).toBeVisible();
  await expect(page.locator('.verdict')).not.toContainText(/не подтвержд|недействительн/i);
  await inspect(page);
});
