import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { applies, enters } from '../e2e/applicant.ts';
import { answered, enter, letterOf, read, registered } from '../e2e/appeal.ts';
import { installCryptoPro } from '../e2e/plugins.ts';
import { certificatesOf, expect, letterToSign, test } from '../e2e/signatory.ts';

const text = readFileSync(join(import.meta.dirname, '../src/gallery/sample.pdf'));
const phone = { width: 390, height: 844 };

/** The page as it is when everything has come and nothing moves. */
async function take(page: Page, name: string) {
  await expect(page.locator('.skeleton')).toHaveCount(0);
  await page.evaluate(() => Promise.all(document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity).map((one) => one.finished.catch(() => undefined))));
  await page.screenshot({ path: join(import.meta.dirname, `../../docs/pictures/${name}.png`), caret: 'hide' });
}

const drawn = (page: Page) => expect(page.locator('.pdf-page canvas').first()).toBeVisible({ timeout: 30_000 });
const task = (page: Page, words: string) => page.getByRole('grid', { name: 'Мои задания' }).getByRole('row').filter({ hasText: words });

test('clerk', async ({ page, signIn }) => {
  await signIn(page, 'vasileva');
  await page.goto('/incoming');
  await page.getByRole('row').filter({ hasText: 'О ходе капитального ремонта' }).click();
  await expect(page.getByLabel('Краткое содержание')).toBeVisible();
  await drawn(page);
  await take(page, 'clerk');
});

test('executor', async ({ page, signIn }) => {
  await signIn(page, 'petrov');
  await page.goto('/tasks');
  await task(page, 'Рассмотреть, подготовить ответ').click();
  await drawn(page);
  await take(page, 'executor');
});

test.describe('an executive with a phone', () => {
  test.use({ viewport: phone, hasTouch: true });

  test('executive-phone', async ({ page, signIn }) => {
    await signIn(page, 'surnin');
    await page.goto('/tasks?tile=consider');
    await expect(page.locator('.exec-item').first()).toBeVisible();
    await take(page, 'executive-phone');
  });

  test('executive-paper', async ({ page, signIn }) => {
    await signIn(page, 'titova');
    await recordFromPaper(page);
    await signIn(page, 'surnin');
    await page.goto('/tasks?tile=consider');
    await page.locator('.exec-item').filter({ hasText: 'Ознакомиться' }).click();
    await expect(page.getByRole('button', { name: 'Не моя резолюция' })).toBeVisible();
    await take(page, 'executive-paper');
  });
});

test('sign', async ({ page, browser, stand, token, signIn }) => {
  const id = await letterToSign(browser, stand, 'О передаче имущества');
  const { own, expired, foreign } = certificatesOf(token);
  await installCryptoPro(page, { certificates: [foreign, expired, own], token, behaviour: {} });
  await signIn(page, 'surnin');
  await page.goto(`/cards/${id}`);
  await page.getByRole('button', { name: 'Подписать' }).click();
  await expect(page.getByRole('dialog').getByRole('radio', { name: /Сурнин/ }).first()).toBeVisible();
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Подписать' })).toBeEnabled({ timeout: 30_000 }); // the text is drawn
  await take(page, 'sign');
});

test('administrator', async ({ page, token, signIn }) => {
  expect(token.root).not.toBe(''); // its authority stands on the list
  await signIn(page, 'larin');
  await page.goto('/admin/trust');
  await expect(page.getByRole('grid', { name: 'Доверенные сертификаты' }).getByRole('row').first()).toBeVisible();
  await take(page, 'administrator');
});

/** A resolution of the minister, written on the memo by hand. */
async function recordFromPaper(page: Page) {
  const { items } = await (await page.request.get('/api/tasks?kind=consider&limit=50')).json();
  const memo = items.find((one: { summary: string }) => one.summary.includes('автомобил'));
  const id: number = memo.document_id;
  const found = async (q: string) => (await (await page.request.post('/api/employees/find', { data: { q, limit: 1 } })).json()).items[0].id as number;
  const file = { name: 'Резолюция.pdf', mimeType: 'application/pdf', buffer: text };
  const scan = await (await page.request.post(`/api/documents/${id}/scans`, { multipart: { file } })).json();
  const made = await page.request.post(`/api/documents/${id}/resolutions`, {
    data: { author_id: await found('сурн'), paper: true, scan_id: scan.id, items: [{ text: 'Выделить автомобиль на три дня.', responsible_id: await found('петр'), term_code: 'assignment.urgent' }] },
  });
  const { id: resolution, version } = await made.json();
  const entered = await page.request.post(`/api/resolutions/${resolution}/enter`, { data: { version } });
  expect(entered.ok(), await entered.text()).toBe(true);
}

test('request-kinds', async ({ page, signIn }) => {
  await signIn(page, 'larin');
  await page.goto('/interagency');
  await expect(page.getByRole('button', { name: 'Новый вид' })).toBeVisible();
  await take(page, 'request-kinds');
});

test('portal-service', async ({ page, signIn }) => {
  await signIn(page, 'larin');
  await page.goto('/portals?part=services');
  await page.getByRole('button', { name: 'Разрешение на такси, самозанятый' }).click();
  await page.getByRole('button', { name: 'Добавить файл' }).scrollIntoViewIfNeeded();
  await take(page, 'portal-service');
});

test('service-administrator-form', async ({ page, signIn }) => {
  await signIn(page, 'kotov');
  await page.goto('/catalogue');
  await page.getByRole('searchbox', { name: 'Найти услугу' }).fill('порубочный');
  await page.getByText('Порубочный билет').first().click();
  await page.getByRole('navigation', { name: 'Раздел паспорта' }).getByRole('button', { name: 'Форма', exact: true }).click();
  await page.getByRole('button', { name: 'Изменить' }).click();
  await page.getByRole('button', { name: 'Открыть конструктор' }).click();
  const properties = page.getByRole('region', { name: 'Свойства' });
  const add = async (kind: string, title: string) => {
    await page.getByRole('button', { name: 'Добавить вопрос: О чём вы просите' }).click();
    await page.getByRole('menuitem', { name: kind, exact: true }).click();
    await properties.getByRole('textbox', { name: 'Название' }).fill(title);
  };
  await add('Выбор одного', 'Чьё дерево');
  await properties.getByRole('textbox', { name: 'Ответ 1' }).fill('Моё, на моём участке');
  await properties.getByRole('textbox', { name: 'Ответ 2' }).fill('Городское');
  await add('Текст', 'Какое это дерево');
  await properties.getByRole('button', { name: 'Добавить условие' }).click();
  const phonePane = page.getByRole('region', { name: 'Телефон' });
  await phonePane.getByText('Моё, на моём участке').click();
  await expect(page.getByText('Замечаний нет')).toBeVisible();
  await take(page, 'service-administrator-form');
  await properties.getByRole('textbox', { name: 'Название' }).fill('');
  await expect(properties.getByText('Напишите название вопроса.')).toBeVisible();
  await take(page, 'service-administrator-form-mistake');
  await page.getByRole('button', { name: 'Отменить' }).click();
  await page.setViewportSize(phone);
  await page.getByRole('radio', { name: 'Вопросы', exact: true }).click();
  await take(page, 'service-administrator-form-phone');
});

test('exchange-settings', async ({ page, signIn }) => {
  await signIn(page, 'larin');
  await page.goto('/exchange?part=settings');
  await page.getByRole('button', { name: 'Минстрой', exact: true }).click();
  await page.getByRole('dialog', { name: 'Выгрузка: Минстрой' }).getByText('по расписанию').click();
  await take(page, 'exchange-settings');
});

test('appeals-pos', async ({ page, signIn }) => {
  const subject = 'Холодные батареи на Садовой';
  await page.goto('/pos-simulator/');
  const said = { Фамилия: 'Ложкин', Имя: 'Павел', Отчество: 'Игоревич', 'Район или город': 'г. Ижевск', Адрес: 'г. Ижевск, ул. Садовая, д. 7', Тема: subject, Текст: 'В доме 7 третий день холодные батареи. Прошу проверить и пустить тепло.' };
  for (const [field, words] of Object.entries(said)) await page.getByLabel(field, { exact: true }).fill(words);
  await page.getByRole('combobox', { name: 'Тематика' }).selectOption('Отопление');
  await page.getByRole('button', { name: 'Отправить' }).click();
  await signIn(page, 'larin');
  await page.goto('/exchange');
  await page.getByRole('button', { name: 'Запросить сейчас' }).click();
  await expect(page.getByText('Из ПОС: Обращение').first()).toBeVisible({ timeout: 60_000 });
  await signIn(page, 'vasileva');
  await expect(async () => {
    await page.goto('/appeals');
    await page.getByRole('grid', { name: 'Обращения граждан' }).getByText(subject).first().click({ timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByLabel('Краткое содержание', { exact: true })).toHaveValue(subject);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Зарегистрировано: № ОГ-/).last()).toBeVisible();
  await page.goto(`/cards/${new URL(page.url()).searchParams.get('card') ?? ''}?tab=appeal`);
  await expect(page.getByRole('button', { name: 'Запустить маршрут' })).toBeVisible();
  await drawn(page);
  await take(page, 'appeals-pos');
});

test('appeals, appeals-answer, appeals-ceasing', async ({ page, browser, stand, signIn }) => {
  const author = 'Лаптева Вера Ильинична';
  const letter = await written(page, author);
  await signIn(page, 'vasileva');
  const first = await registered(page, browser, stand, author, letter);
  const minister = await enter(browser, stand, 'surnin', { width: 1440, height: 900 });
  await read(minister.request.post(`/api/appeals/${first}/extend`, { data: { reason: 'Нужен выезд на место' } }));
  await minister.goto(`/cards/${first}?tab=appeal`);
  await drawn(minister);
  await take(minister, 'appeals');
  const solved = 'Фонари на улице Речной заменены 18 ноября.';
  await answered(page, browser, stand, first, solved);
  const second = await registered(page, browser, stand, author, letter);
  await same(page, second, first);
  await answered(page, browser, stand, second, solved);
  const third = await registered(page, browser, stand, author, letter);
  for (const earlier of [first, second]) await same(page, third, earlier);
  await minister.goto(`/cards/${third}?tab=appeal`);
  await drawn(minister);
  await minister.getByRole('button', { name: 'Оставить без ответа' }).click();
  await minister.getByRole('button', { name: /Основание/ }).click();
  await minister.getByRole('option', { name: /Переписка прекращена/ }).click();
  await expect(minister.getByRole('region', { name: 'Прежние ответы' })).toContainText('2 ответа');
  await take(minister, 'appeals-ceasing');
  await read(page.request.post(`/api/appeals/${third}/answer`, { data: { lines: [{ no: 1, result: 'measures_taken', text: solved }] } }));
  await page.goto(`/cards/${await letterOf(page, third, 'answer')}`);
  await drawn(page);
  await take(page, 'appeals-answer');
  await minister.context().close();
});

/** The clerk has compared two appeals: they are about the same. */
const same = (page: Page, later: number, earlier: number) => read(page.request.post(`/api/appeals/${later}/compare`, { data: { earlier_id: earlier, same: true } }));

/** A citizen's letter as it comes by post. */
async function written(page: Page, author: string): Promise<Buffer> {
  await page.setContent(`<div style="font: 12pt/1.5 serif; margin: 20mm">
    <p style="margin-left: 55%">Министру строительства,<br>жилищно-коммунального хозяйства<br>и энергетики Республики<br>Сурнину Д. Н.<br><br>от: ${author},<br>427430, г. Воткинск, ул. Речная, д. 20</p>
    <p style="text-align: center">Уважаемый Дмитрий Николаевич!</p>
    <p>На улице Речной третью неделю не горят фонари. Дети возвращаются из школы в темноте, по обочине идти опасно.</p>
    <p>Прошу проверить, кто отвечает за освещение, и восстановить свет.</p>
    <p style="margin-left: 55%">${author}</p></div>`);
  return page.pdf({ format: 'A4' });
}

test('service-officer, service-officer-decide', async ({ page, signIn }) => {
  await signIn(page, 'ageeva');
  const { items } = await (await page.request.get('/api/applications?queue=open&state=in_review&limit=50')).json();
  await page.goto(`/applications/${items.find((one: { cancel_asked: boolean }) => !one.cancel_asked).id}`);
  await expect(page.getByRole('button', { name: 'Решить' })).toBeVisible();
  await take(page, 'service-officer');
  await page.getByRole('button', { name: 'Решить' }).click();
  const dialog = page.getByRole('dialog', { name: 'Решение' });
  await dialog.getByRole('button', { name: 'Посмотреть, что подпишут' }).click();
  await expect(dialog.getByRole('region', { name: 'Бумага до подписи' }).locator('canvas').first()).toBeVisible({ timeout: 30_000 });
  await take(page, 'service-officer-decide');
});

test('service-queue, service-figures, service-visits', async ({ page, signIn }) => {
  await signIn(page, 'ageeva');
  await page.goto('/applications/queue');
  await expect(page.getByRole('searchbox', { name: 'Номер, фамилия или СНИЛС' })).toBeVisible();
  await take(page, 'service-queue');
  await page.goto('/applications/figures');
  await expect(page.getByRole('heading', { name: 'Как подано' })).toBeVisible();
  await take(page, 'service-figures');
  await page.goto('/applications/visits');
  await page.getByRole('button', { name: /Услуга/ }).click();
  await page.getByRole('option', { name: 'Справка о браке' }).click();
  await expect(page.getByRole('heading', { name: 'По часам суток' })).toBeVisible();
  await take(page, 'service-visits');
});

test('enrolment, kindergartens', async ({ page, signIn }) => {
  await signIn(page, 'egorova');
  await page.goto('/enrolment');
  await page.getByRole('link', { name: /Лицей № 41/ }).click();
  await expect(page.getByRole('grid').getByText('Вахрушева Алиса')).toBeVisible();
  await take(page, 'enrolment');
  await page.goto('/kindergartens');
  await expect(page.getByRole('button', { name: 'Распределить места' })).toBeVisible();
  await take(page, 'kindergartens');
});

test('citizen, citizen-phone', async ({ page }) => {
  await enters(page, '1000200001');
  await page.goto('/account/write');
  await page.getByText('Попросить помочь').click();
  await page.getByLabel('О чём, в двух словах').fill('Не горит свет в подъезде на Речной');
  await page.getByLabel('Подробно').fill('В доме 18 на улице Речной третью неделю нет света в первом подъезде: перегорели лампы на всех этажах. Управляющая организация на заявки не отвечает. Прошу помочь.');
  await page.getByRole('button', { name: 'Продолжить' }).click();
  await page.getByRole('radio', { name: /Министерство строительства/ }).check();
  await page.getByRole('button', { name: 'Продолжить' }).click();
  await expect(page.getByLabel('Кому именно')).toBeVisible();
  await page.getByRole('button', { name: 'Продолжить' }).click();
  await page.getByLabel('Выберите файлы').setInputFiles({ name: 'Акт осмотра подъезда.pdf', mimeType: 'application/pdf', buffer: text });
  await expect(page.getByRole('button', { name: 'Убрать Акт осмотра подъезда.pdf' })).toBeVisible();
  await page.getByRole('link', { name: 'Продолжить' }).click();
  await page.getByText('Я знаю, что орган').click();
  await page.getByRole('button', { name: 'Продолжить' }).click();
  await expect(page.getByRole('button', { name: 'Отправить обращение' })).toBeVisible();
  await take(page, 'citizen');
  await page.setViewportSize(phone);
  await page.getByRole('button', { name: 'Отправить обращение' }).click();
  await expect(page.getByRole('region', { name: 'Обращение принято' })).toBeVisible();
  await take(page, 'citizen-phone');
});

test.describe('a parent with a phone', () => {
  test.use({ viewport: phone, hasTouch: true });

  test('citizen-application', async ({ page }) => {
    await page.goto('/services/detskii-sad');
    await take(page, 'citizen-service');
    await enters(page, '1000200001');
    await applies(page, 'detskii-sad', { 'child-surname': 'Мельников', 'child-name': 'Тимофей' });
    const application = page.locator('.card-row', { hasText: 'детский сад' }).getByRole('link').first();
    await expect(async () => {
      await page.goto('/account');
      await application.click({ timeout: 2000 });
      await expect(page.getByRole('heading', { name: 'Очередь в детский сад' })).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 30_000 });
    await take(page, 'citizen-application');
  });
});
