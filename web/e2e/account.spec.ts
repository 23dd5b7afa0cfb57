import type { Page } from '@playwright/test';
import { applies, enters } from './applicant.ts';
import { arrived } from './finished.ts';
import { headSigns } from './officer.ts';
import { expect, test } from './stand.ts';

// The citizen's side of an application, on a phone: an account with nothing in it, the receipt as a sheet of paper, an answer to what
// the office asked for, the result with its signature, a mistake that is looked into. What the officer does in his own screens is
// walked in application.spec.ts and applicant-rights.spec.ts: here he acts by the requests of those screens.

const act = async (officer: Page, id: number, what: string, data: object = {}) => {
  const answer = await officer.request.post(`/api/applications/${id}/${what}`, { data });
  expect(answer.ok(), `${what}: ${await answer.text()}`).toBe(true);
};

test('a citizen keeps the receipt, answers what is asked, and gets the result with its signature', async ({ page, browser, stand, signIn, inspect }) => {
  const phone = await (await browser.newContext({ baseURL: stand, viewport: { width: 390, height: 844 }, locale: 'ru-RU' })).newPage();
  await enters(phone, '1000200003');
  await expect(phone.getByRole('region', { name: 'Мои заявления на услуги' })).toContainText('Заявлений пока нет');
  await inspect(phone);
  const number = await applies(phone, 'arkhivnaia-spravka');
  await signIn(page, 'rodionova');
  const id = await arrived(page, number);

  await phone.goto(`/account/applications/${id}`);
  await phone.getByRole('link', { name: 'Посмотреть и напечатать расписку' }).click();
  const sheet = phone.getByRole('article');
  await expect(sheet.getByRole('heading', { name: 'Расписка о приёме заявления' })).toBeVisible();
  await expect(sheet).toContainText(`№ ${number}`);
  await expect(sheet).toContainText('Корепанова Елена Михайловна');
  await expect(sheet.getByRole('heading', { name: 'Как проверить' })).toBeVisible();
  await expect(sheet.getByRole('button', { name: 'Напечатать' })).toBeVisible();
  await inspect(phone);
  const paper = await phone.pdf({ preferCSSPageSize: true });
  expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g), 'the receipt is one sheet of paper').toHaveLength(1);

  await act(page, id, 'take');
  await act(page, id, 'register');
  await page.request.post(`/api/applications/${id}/proceed`); // past the requests, where the service makes some
  await act(page, id, 'ask-applicant', { text: 'Пришлите копию трудовой книжки.' });
  await phone.goto('/account');
  const row = phone.locator('.card-row', { hasText: number });
  await expect(row).toContainText('нужен ваш ответ');
  await inspect(phone);
  await row.getByRole('link').click();
  const asked = phone.getByRole('region', { name: 'Что нужно от вас' });
  await expect(asked).toContainText('Пришлите копию трудовой книжки.');
  await asked.getByRole('link', { name: 'Ответить' }).click();
  await phone.getByLabel('Сообщение ведомству').fill('Книжка утрачена, прилагаю объяснение.');
  await phone.getByLabel(/^Файлы/).setInputFiles({ name: 'Объяснение.txt', mimeType: 'text/plain', buffer: Buffer.from('Книжка сгорела в 2019 году') });
  await phone.getByRole('button', { name: 'Отправить' }).click();
  const talk = phone.getByRole('region', { name: 'Сообщения' });
  await expect(talk).toContainText('прилагаю объяснение');
  await expect(talk.getByRole('link', { name: 'Объяснение.txt' })).toBeVisible();
  await expect(asked).toHaveCount(0);

  await act(page, id, 'messages', { text: 'Спасибо, этого достаточно.' });
  await phone.goto('/account');
  await expect(row).toContainText('1 новое сообщение');
  await row.getByRole('link').click();
  await expect(talk).toContainText('Спасибо, этого достаточно.');
  await inspect(phone);
  await phone.goto('/account');
  await expect(row).not.toContainText('новое сообщение');

  const { signatories } = (await (await page.request.get(`/api/applications/${id}`)).json()) as { signatories: { id: number }[] };
  await act(page, id, 'decide', { outcome: 'grant', signatory_id: signatories[0]?.id });
  await headSigns(browser, stand, (head) => signIn(head, 'tolstov'), page, id);
  await expect(async () => {
    await phone.goto(`/account/applications/${id}`);
    await expect(phone.getByText('Подпись проверена')).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 20_000 });
  for (const file of [/\.pdf$/, /\.(sig|p7s)$/]) {
    const taken = phone.waitForEvent('download');
    await phone.getByRole('link', { name: file }).first().click();
    expect((await taken).suggestedFilename()).toMatch(file);
  }
  await phone.getByText('В документе ошибка').click();
  await phone.getByLabel('Что и где написано неверно').fill('В фамилии пропущена буква.');
  await phone.getByRole('button', { name: 'Попросить исправить' }).click();
  await expect(phone.getByText('Ошибка в документе: Проверяют')).toBeVisible();
  await expect(phone.getByText('В документе ошибка')).toHaveCount(0);
  await inspect(phone);
});
