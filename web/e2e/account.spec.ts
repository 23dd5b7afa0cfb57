import type { Page } from '@playwright/test';
import { arrived } from './finished.ts';
import { Keys } from './keyboard.ts';
import { headSigns } from './officer.ts';
import { expect, test } from './stand.ts';

// The citizen's side of an application, on a narrow screen and with the keys alone: the search, the form with every kind of a
// question, the receipt as a sheet of paper, an answer to what the office asked for, the result with its signature and where it is
// checked, a mistake that is looked into. What the officer does in his own screens is
// walked in application.spec.ts and applicant-rights.spec.ts: here he acts by the requests of those screens.

const act = async (officer: Page, id: number, what: string, data: object = {}) => {
  const answer = await officer.request.post(`/api/applications/${id}/${what}`, { data });
  expect(answer.ok(), `${what}: ${await answer.text()}`).toBe(true);
};

const scan = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF') });

/** From the search to the page of the service and its form, past the sign-in. */
async function finds(page: Page, keys: Keys) {
  await page.goto('/services');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'К содержанию' })).toBeFocused();
  await page.keyboard.press('Enter');
  await keys.type(page.getByRole('searchbox'), 'многодетная');
  await page.keyboard.press('Enter');
  await expect(page).toHaveTitle(/^Поиск услуг/);
  await keys.press(page.locator('#found').getByRole('link', { name: 'Многодетная семья', exact: true }));
  await expect(page).toHaveTitle(/^Многодетная семья/);
  await keys.press(page.getByRole('link', { name: 'Получить услугу' }));
  await keys.press(page.getByRole('link', { name: 'Войти через Госуслуги' }));
  await keys.press(page.getByRole('link', { name: /Корепанова/ }));
}

/** The form with every kind of a question; tells the number of the application. */
async function fillsIn(page: Page, keys: Keys): Promise<string> {
  const head = page.getByRole('heading', { level: 1 });
  const field = (name: string | RegExp) => page.getByLabel(name);
  const group = (name: string) => page.getByRole('group', { name, exact: true });
  const next = async (title: string) => {
    await keys.press(page.getByRole('button', { name: 'Продолжить' }));
    await expect(page).toHaveTitle(new RegExp(`^${title}`));
    await expect(head).toBeFocused();
  };
  await expect(page).toHaveTitle(/^Что вы хотите/);
  await keys.press(page.getByRole('button', { name: 'Продолжить' }));
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page).toHaveTitle(/^Ошибка: Что вы хотите/);
  await keys.press(page.getByRole('alert').getByRole('link'));
  await expect(page.getByRole('radio').first()).toBeFocused();
  await page.keyboard.press('Space');
  await next('Есть дети');
  await keys.press(page.getByRole('radio').first(), 'Space');
  await next('Заявитель');
  await next('Паспорт');
  await keys.type(field('Серия и номер'), '94 11 123456');
  await keys.date(group('Дата выдачи'), ['3', '5', '2011']);
  await keys.type(field('Кем выдан'), 'УФМС России по Удмуртской Республике');
  await next('Как с вами связаться');
  await next('Второй родитель');
  await keys.to(page.getByRole('radio', { name: 'Да' }));
  await page.keyboard.press('ArrowDown');
  await next('Дети');
  for (const [i, name] of ['Тимофей', 'Глеб', 'Алёна'].entries()) {
    if (i > 0) {
      await keys.press(page.getByRole('button', { name: 'Добавить: ребёнок' }));
      await expect(group(`Ребёнок ${i + 1}`).getByLabel('Фамилия')).toBeFocused();
      await page.keyboard.press('Shift+Tab');
    }
    const child = group(`Ребёнок ${i + 1}`);
    await keys.type(child.getByLabel('Фамилия'), 'Корепанов');
    await keys.type(child.getByLabel('Имя'), name);
    await keys.date(child.getByRole('group', { name: 'Дата рождения' }), ['30', '8', String(2015 + i)]);
    await keys.type(child.getByLabel('СНИЛС'), '112 233 445 95');
    await keys.press(child.getByRole('radio', { name: 'В России' }), 'Space');
    await keys.type(child.getByLabel('Серия и номер свидетельства'), 'iii ни 654321');
  }
  await next('Где живёт семья');
  await keys.type(field('Город, село или деревня'), 'Воткинск');
  await keys.type(field('Дом, корпус'), '18');
  await next('Фотография');
  const choosing = page.waitForEvent('filechooser');
  await keys.press(page.locator('input[type=file]').first());
  await (await choosing).setFiles(scan('Снимок.pdf'));
  await keys.press(page.getByRole('button', { name: /^Убрать.*Снимок.pdf/ }));
  await expect(page.locator('input[type=file]').first()).toBeFocused();
  await next('Как получить результат');
  await keys.press(page.getByRole('radio').first(), 'Space');
  await next('Подпись');
  await keys.press(page.getByRole('checkbox'), 'Space');
  await next('Проверьте ответы');
  await keys.press(page.getByRole('button', { name: /Изменить.*Паспорт/ }));
  await expect(head).toHaveText('Паспорт');
  await next('Проверьте ответы');
  await keys.press(page.getByRole('button', { name: 'Отправить заявление' }));
  await expect(page).toHaveTitle(/^Заявление отправлено/);
  return (await page.locator('.receipt .number strong').textContent()) ?? '';
}

test('a citizen with the keys alone applies, keeps the receipt, answers what is asked, and gets the result with its signature', async ({ page, browser, stand, signIn, inspect }) => {
  const phone = await (await browser.newContext({ baseURL: stand, viewport: { width: 390, height: 844 }, locale: 'ru-RU' })).newPage();
  const keys = new Keys(phone);
  await finds(phone, keys);
  const number = await fillsIn(phone, keys);
  await keys.press(phone.getByRole('link', { name: 'В личный кабинет' }));
  await expect(phone).toHaveTitle(/^Личный кабинет/);
  await signIn(page, 'noskova');
  const id = await arrived(page, number);

  await phone.reload();
  const row = phone.locator('.card-row', { hasText: number });
  await keys.press(row.getByRole('link'));
  await keys.press(phone.getByRole('link', { name: 'Посмотреть и напечатать расписку' }));
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
  await act(page, id, 'ask-applicant', { text: 'Пришлите копии свидетельств.' });
  await phone.goto('/account');
  await expect(row).toContainText('нужен ваш ответ');
  await inspect(phone);
  await keys.press(row.getByRole('link'));
  const asked = phone.getByRole('region', { name: 'Что нужно от вас' });
  await expect(asked).toContainText('Пришлите копии свидетельств.');
  await keys.press(asked.getByRole('link', { name: 'Ответить' }));
  await keys.type(phone.getByLabel('Сообщение ведомству'), 'Свидетельства прилагаю.');
  const choosing = phone.waitForEvent('filechooser');
  await keys.press(phone.getByLabel(/^Файлы/));
  await (await choosing).setFiles(scan('Свидетельства.pdf'));
  await keys.press(phone.getByRole('button', { name: 'Отправить' }));
  const talk = phone.getByRole('region', { name: 'Сообщения' });
  await expect(talk).toContainText('Свидетельства прилагаю.');
  await expect(talk.getByRole('link', { name: 'Свидетельства.pdf' })).toBeVisible();
  await expect(asked).toHaveCount(0);

  await act(page, id, 'messages', { text: 'Спасибо, этого достаточно.' });
  await phone.goto('/account');
  await expect(row).toContainText('1 новое сообщение');
  await keys.press(row.getByRole('link'));
  await expect(talk).toContainText('Спасибо, этого достаточно.');
  await inspect(phone);
  await phone.goto('/account');
  await expect(row).not.toContainText('новое сообщение');

  const { signatories } = (await (await page.request.get(`/api/applications/${id}`)).json()) as { signatories: { id: number }[] };
  await act(page, id, 'decide', { outcome: 'grant', signatory_id: signatories[0]?.id });
  await headSigns(browser, stand, (head) => signIn(head, 'lebedeva'), page, id);
  await expect(async () => {
    await phone.goto(`/account/applications/${id}`);
    await expect(phone.getByText('Подпись проверена')).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 20_000 });
  for (const file of [/\.pdf$/, /\.(sig|p7s)$/]) {
    const taken = phone.waitForEvent('download');
    await keys.press(phone.getByRole('link', { name: file }).first());
    expect((await taken).suggestedFilename()).toMatch(file);
  }
  await keys.press(phone.locator('.answer').getByRole('link', { name: 'на этой странице' }));
  await expect(phone).toHaveTitle(/^Проверка/);
  await keys.to(phone.getByRole('button', { name: 'Выбрать файлы' }));
  await phone.goBack();
  await keys.press(phone.locator('summary', { hasText: 'В документе ошибка' }));
  await keys.type(phone.getByLabel('Что и где написано неверно'), 'В фамилии пропущена буква.');
  await keys.press(phone.getByRole('button', { name: 'Попросить исправить' }));
  await expect(phone.getByText('Ошибка в документе: Проверяют')).toBeVisible();
  await expect(phone.getByText('В документе ошибка')).toHaveCount(0);
  await inspect(phone);
});
