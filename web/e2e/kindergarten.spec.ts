import type { Page } from '@playwright/test';
import { applies, enters } from './applicant.ts';
import { signs } from './officer.ts';
import { expect, test } from './stand.ts';

// A parent puts a child on record on a phone, changes the wishes, gets a direction – all are signed at once – and accepts it; the kindergarten
// enrols by a signed order. Another child is refused by a signed refusal.

/** Answers of a parent whose child is three years old on 1 September. */
const child = (name: string, snils: string, garden: string) => ({
  'child-surname': 'Мельникова',
  'child-name': name,
  'child-snils': snils,
  'child-birth_date': `${new Date().getFullYear() - 3}-02-11`,
  kindergarten: garden,
});

interface Row {
  id: number;
  number: string;
  paper_id: number | null;
}

/** The record of an application once it stands in a state of the queue, with its paper where one is to be signed. */
async function recordIn(officer: Page, state: string, number: string): Promise<Row> {
  let found: Row | undefined;
  await expect(async () => {
    const { items } = (await (await officer.request.post('/api/kindergarten-records/find', { data: { state } })).json()) as { items: Row[] };
    found = items.find((one) => one.number === number && (state === 'checks' || state === 'accepted' || one.paper_id !== null));
    expect(found).toBeDefined();
  }).toPass({ timeout: 20_000 });
  if (found === undefined) throw new Error(`no record ${number} is ${state}`);
  return found;
}

/** Opens a record and one of its acts. */
async function opens(officer: Page, state: string, row: Row, act: string) {
  await officer.goto(`/kindergartens?state=${state}&row=${row.id}`);
  await officer.getByRole('dialog').getByRole('button', { name: act }).click();
  return officer.getByRole('dialog', { name: /Мельникова/ });
}

/** What a button of the dialog asks the server for, and the card that comes of it. */
async function cardOf(officer: Page, path: RegExp, press: () => Promise<void>): Promise<number> {
  const answered = officer.waitForResponse((answer) => path.test(answer.url()) && answer.request().method() === 'POST');
  await press();
  return ((await (await answered).json()) as { document_id: number }).document_id;
}

/** The parent looks at an application until it says something. */
async function sees(phone: Page, number: string, words: RegExp | string) {
  await expect(async () => {
    await phone.goto('/account');
    await phone.locator('.card-row', { hasText: number }).getByRole('link').click({ timeout: 2000 });
    await expect(phone.getByText(words).first()).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 20_000 });
}

/** The head of the city signs the directions of all children by one confirmation. */
async function signsAll(head: Page, number: string, inspect: (page: Page) => Promise<void>) {
  await head.goto('/tasks?queue=sign');
  await head.getByRole('status').filter({ hasText: 'Направление в детский сад' }).getByRole('button', { name: 'Подписать все' }).click();
  const dialog = head.getByRole('dialog', { name: 'Подписать все: направление в детский сад' });
  await expect(dialog.getByRole('listitem').filter({ hasText: number })).toBeVisible();
  await inspect(head);
  await dialog.getByRole('button', { name: /Подписать все/ }).click();
  await expect(dialog.getByText(/Подписано: \d+/)).toBeVisible({ timeout: 20_000 });
  await inspect(head);
  await dialog.getByRole('button', { name: 'Закрыть' }).last().click();
  await expect(head.getByText('Направление в детский сад')).toHaveCount(0);
}

test('a parent puts a child on record on a phone, a direction is signed and accepted, the kindergarten enrols', async ({ page, browser, stand, signIn, inspect }) => {
  const phone = await (await browser.newContext({ baseURL: stand, viewport: { width: 390, height: 844 }, locale: 'ru-RU' })).newPage();
  const head = await (await browser.newContext({ baseURL: stand })).newPage();
  await signIn(head, 'vinogradov');
  await signIn(page, 'egorova');
  await enters(phone, '1000200001');
  const first = await applies(phone, 'detskii-sad', child('Алиса', '112 233 445 95', '33'));
  const second = await applies(phone, 'detskii-sad', child('Ева', '123 456 789 64', '19'));

  const confirm = await opens(page, 'checks', await recordIn(page, 'checks', first), 'Поставить на учёт');
  await confirm.getByRole('button', { name: 'Поставить на учёт' }).click();
  await expect(page.getByText('Ребёнок поставлен на учёт')).toBeVisible();
  const refuse = await opens(page, 'checks', await recordIn(page, 'checks', second), 'Отказать');
  await refuse.getByRole('textbox', { name: 'Причина' }).fill('Ребёнок уже направлен в другой сад.');
  await inspect(page);
  await refuse.getByRole('button', { name: 'Отказать' }).click();
  await expect(page.getByText('Отказ отдан на подпись')).toBeVisible();
  await signs(head.request, (await recordIn(page, 'refusing', second)).paper_id ?? 0);

  await sees(phone, first, '1-е место');
  await phone.getByText('Изменить сады или дату').click();
  await phone.getByLabel('2-й сад').selectOption({ label: 'Детский сад № 19' });
  await inspect(phone);
  await phone.getByRole('button', { name: 'Сохранить' }).click();
  await expect(phone.getByText(/Желаемые сады: Детский сад № 33, Детский сад № 19/)).toBeVisible();

  await page.goto('/kindergartens?state=recorded');
  await page.getByRole('button', { name: 'Распределить места' }).click();
  await inspect(page);
  await signs(head.request, await cardOf(page, /kindergarten-formations$/, () => page.getByRole('dialog').getByRole('button', { name: 'Распределить места' }).click()));
  await recordIn(page, 'selected', first);
  await signsAll(head, first, inspect);
  await sees(phone, first, /выдано направление/);
  await expect(phone.getByText('Подпись проверена')).toBeVisible();
  await expect(phone.getByRole('region', { name: 'Сообщения' })).toContainText('Администрация города Ижевска');
  const paper = phone.waitForEvent('download');
  await phone.getByRole('link', { name: 'Направление в детский сад.pdf' }).click();
  expect((await paper).suggestedFilename()).toMatch(/\.pdf$/);
  await inspect(phone);
  await phone.getByRole('button', { name: 'Принять место' }).click();

  const contract = await opens(page, 'accepted', await recordIn(page, 'accepted', first), 'Записать договор');
  await contract.getByRole('button', { name: 'Записать договор' }).click();
  await page.getByRole('button', { name: 'Приказ о зачислении' }).click();
  await inspect(page);
  await signs(head.request, await cardOf(page, /kindergartens\/\d+\/order$/, () => page.getByRole('dialog').getByRole('button', { name: 'Приказ о зачислении' }).click()));
  await sees(phone, first, /Ребёнок зачислен: Детский сад № 33/);
  await expect(phone.getByText('Подпись проверена')).toHaveCount(2);
  await expect(phone.getByRole('link', { name: 'Скачать PDF' })).toBeVisible();
  await inspect(phone);

  await sees(phone, second, 'Ребёнок уже направлен в другой сад.');
  await expect(phone.getByText('Подпись проверена')).toBeVisible();
});
