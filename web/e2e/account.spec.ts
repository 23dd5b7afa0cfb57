import type { Page } from '@playwright/test';
import { applies, enters } from './applicant.ts';
import { arrived } from './finished.ts';
import { headSigns } from './officer.ts';
import { expect, test } from './stand.ts';

// The citizen's side of an application, on a phone: he is asked and answers, changes the way of the result, is invited,
// gets it with its signature, asks to correct it, complains; and takes another application back. What the officer does in his
// own screens is walked in application.spec.ts: here he acts by the requests of those screens.

const act = async (officer: Page, id: number, what: string, data: object = {}) => {
  const answer = await officer.request.post(`/api/applications/${id}/${what}`, { data });
  expect(answer.ok(), `${what}: ${await answer.text()}`).toBe(true);
};

/** Opens the application anew until what was done shows. */
const shows = (phone: Page, id: number, words: string | RegExp) =>
  expect(async () => {
    await phone.goto(`/account/applications/${id}`);
    await expect(phone.getByText(words).first()).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 20_000 });

test('a citizen follows an application to its end and takes another one back', async ({ page, browser, stand, signIn, inspect }) => {
  const phone = await (await browser.newContext({ baseURL: stand, viewport: { width: 390, height: 844 }, locale: 'ru-RU' })).newPage();
  await enters(phone, '1000200001');
  const [first, second] = [await applies(phone, 'arkhivnaia-spravka'), await applies(phone, 'arkhivnaia-spravka')];
  await signIn(page, 'rodionova');
  const [id, other] = [await arrived(page, first), await arrived(page, second)];

  await phone.goto(`/account/applications/${id}`);
  await phone.getByRole('link', { name: 'Посмотреть и напечатать расписку' }).click();
  await expect(phone.getByRole('heading', { name: 'Расписка о приёме заявления' })).toBeVisible();
  await expect(phone.getByText(first).first()).toBeVisible();
  await inspect(phone);
  const sheet = await phone.pdf({ preferCSSPageSize: true });
  expect(sheet.toString('latin1').match(/\/Type\s*\/Page\b/g), 'the receipt is one sheet of paper').toHaveLength(1);

  await act(page, id, 'take');
  await act(page, id, 'register');
  await page.request.post(`/api/applications/${id}/proceed`); // past the requests, where the service makes some
  await act(page, id, 'ask-applicant', { text: 'Пришлите копию решения суда.' });
  await phone.goto('/account');
  await expect(phone.locator('.card-row', { hasText: first })).toContainText('нужен ваш ответ');
  await phone.locator('.card-row', { hasText: first }).getByRole('link').click();
  await expect(phone.getByRole('region', { name: 'Что нужно от вас' })).toContainText('Пришлите копию решения суда.');
  await inspect(phone);
  await phone.getByRole('link', { name: 'Ответить' }).click();
  await phone.getByLabel('Сообщение ведомству').fill('Решения суда нет: брак расторгнут в ЗАГСе.');
  await phone.getByRole('button', { name: 'Отправить' }).click();
  await expect(phone.getByRole('region', { name: 'Сообщения' })).toContainText('брак расторгнут в ЗАГСе');
  await act(page, id, 'continue', { brought: true });

  await phone.goto(`/account/applications/${id}`);
  await phone.getByText(/^Как получить результат/).click();
  await phone.getByText('лично в органе', { exact: true }).click();
  await phone.getByRole('button', { name: 'Сохранить' }).click();
  await expect(phone.getByText('Как получить результат: лично в органе')).toBeVisible();

  const { signatories } = (await (await page.request.get(`/api/applications/${id}`)).json()) as { signatories: { id: number }[] };
  await act(page, id, 'decide', { outcome: 'grant', signatory_id: signatories[0]?.id });
  await headSigns(browser, stand, (head) => signIn(head, 'tolstov'), page, id);
  await shows(phone, id, 'Подпись проверена');
  await act(page, id, 'invite', { place: 'Ижевск, ул. Пушкинская, 1, окно 4', hours: 'будни с 9 до 17', bring: 'паспорт', until: '2027-12-31' });
  await shows(phone, id, 'Приглашение за результатом');
  await expect(phone.getByRole('region', { name: 'Приглашение за результатом' })).toContainText('окно 4');
  await inspect(phone);
  await act(page, id, 'issue', { fact: 'Справка выдана на руки', way: 'visit' });
  await shows(phone, id, 'Справка выдана на руки');
  await expect(phone.getByText(/^Как получить результат/)).toHaveCount(0);

  await phone.getByText('В документе ошибка').click();
  await phone.getByLabel('Что и где написано неверно').fill('В фамилии пропущена буква.');
  await phone.getByRole('button', { name: 'Попросить исправить' }).click();
  await expect(phone.getByText('Ошибка в документе: Проверяют')).toBeVisible();
  await expect(phone.getByRole('button', { name: 'Попросить исправить' })).toHaveCount(0);
  await phone.getByText('Жалоба на то, как предоставляют услугу').click();
  await phone.getByLabel('На что жалоба').selectOption('result_late');
  await phone.getByLabel('Что произошло и чего вы хотите').fill('Результат выдали на неделю позже.');
  await phone.getByRole('button', { name: 'Подать жалобу' }).click();
  await expect(phone.locator('.note', { hasText: 'вовремя не выдали результат' })).toContainText('Принята');
  await inspect(phone);

  await act(page, other, 'take');
  await phone.goto(`/account/applications/${other}`);
  await phone.getByText('Отозвать заявление', { exact: true }).first().click();
  await phone.getByRole('button', { name: 'Отозвать заявление' }).click();
  await expect(phone.getByText(/^Вы попросили отозвать заявление\. Ведомство/)).toBeVisible();
  await act(page, other, 'cancel');
  await shows(phone, other, 'Заявление отозвано по вашей просьбе.');
});
