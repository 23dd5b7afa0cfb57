import type { Browser, Locator, Page } from '@playwright/test';
import { applies, enters } from './applicant.ts';
import { decides, headSigns, newestPaper, signs, takeAndRegister } from './officer.ts';
import { expect, test } from './stand.ts';

// What an applicant may ask for beside the service itself - another way to get the result, a correction, a withdrawal, a complaint before
// the trial - and where an application goes that no line of the table of routes fits.

interface Row {
  id: number;
  number: string;
  service: string;
  due_on: string;
}

/** Applications of the officer's body in a state, next by term first. */
async function those(page: Page, state: string, queue = 'open'): Promise<Row[]> {
  const answer = await page.request.get(`/api/applications?queue=${queue}&state=${state}&limit=50`);
  expect(answer.ok()).toBe(true);
  return ((await answer.json()) as { items: Row[] }).items;
}

const one = <T>(list: T[]): T => {
  const [first] = list;
  if (first === undefined) throw new Error('the demonstration has none');
  return first;
};

/** Chooses what does not stand among the buttons of a card. */
async function more(page: Page, action: string) {
  await page.getByRole('button', { name: 'Ещё', exact: true }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

async function chooses(page: Page, from: Locator | Page, field: RegExp, option: RegExp) {
  await from.getByRole('button', { name: field }).click();
  await page.getByRole('option', { name: option }).first().click();
}

/** A look at a page by axe, on a desk and on a phone. */
async function onBoth(page: Page, inspect: (page: Page) => Promise<void>) {
  await inspect(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await inspect(page);
  await page.setViewportSize({ width: 1440, height: 900 });
}

const until = async (look: () => Promise<void>) => expect(look).toPass({ timeout: 30_000 });

test('an applicant changes the way of the result, is invited for it and finds a mistake; he complains and is answered', async ({ page, browser, stand, signIn, inspect }) => {
  const citizen = await browser.newContext({ baseURL: stand, viewport: { width: 390, height: 844 }, locale: 'ru-RU' });
  const phone = await citizen.newPage();
  await enters(phone, '1000200001');
  const number = await applies(phone, 'spravka-o-brake');
  await signIn(page, 'ageeva');
  let id = 0;
  await until(async () => {
    id = (await those(page, 'received')).find((row) => row.number === number)?.id ?? 0;
    expect(id).toBeGreaterThan(0);
  });

  // He will come for it himself: his choice reaches the card, and the decision does not go into the account by itself.
  await phone.goto(`/account/applications/${id}`);
  await phone.getByText(/^Как получить результат/).click();
  await phone.getByRole('radio', { name: 'лично в ведомстве' }).or(phone.getByRole('radio').nth(1)).first().check({ force: true });
  await phone.getByRole('button', { name: 'Сохранить' }).click();
  await page.goto(`/applications/${id}`);
  await expect(page.getByText('Лично в органе')).toBeVisible();

  // Numbers of his papers are hidden until somebody needs them.
  await expect(page.getByText('•••-•••', { exact: false }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Показать', exact: true }).first().click();
  await expect(page.getByText(/\d{3}-\d{3}-\d{3} \d{2}/).first()).toBeVisible();

  await takeAndRegister(page);
  await decides(page);
  await headSigns(browser, stand, (head) => signIn(head, 'poliakova'), page, id);

  // Stage 4: where, when, what to bring, until when.
  const invite = page.getByRole('button', { name: 'Пригласить за результатом' });
  await until(async () => {
    await page.goto(`/applications/${id}`);
    await expect(invite).toBeVisible({ timeout: 4000 });
  });
  await invite.click();
  const invitation = page.getByRole('dialog', { name: 'Приглашение за результатом' });
  await invitation.getByRole('textbox', { name: 'Где' }).fill('Окно № 3, первый этаж');
  await invitation.getByRole('textbox', { name: 'Когда' }).fill('в рабочие дни с 9 до 17');
  await fillDate(invitation, 'Результат хранится до', 40);
  await onBoth(page, inspect);
  await invitation.getByRole('button', { name: 'Пригласить за результатом' }).click();
  await expect(page.getByText('Приглашён', { exact: true })).toBeVisible();
  await phone.goto(`/account/applications/${id}`);
  await expect(phone.getByRole('region', { name: 'Приглашение за результатом' })).toContainText('Окно № 3');
  await inspect(phone);

  // Stage 5: he came.
  await page.getByRole('button', { name: 'Услуга предоставлена' }).click();
  await page.getByRole('dialog', { name: 'Услуга предоставлена' }).getByRole('button', { name: 'Услуга предоставлена' }).click();
  await expect(page.getByText('Услуга оказана', { exact: true })).toBeVisible();

  // A mistake: told in the account, corrected by a paper that stands in the place of the first.
  await phone.reload();
  await phone.getByText('В документе ошибка').click();
  await phone.getByLabel('Что и где написано неверно').fill('Год рождения – 1988, а не 1989.');
  await phone.getByRole('button', { name: 'Попросить исправить' }).click();
  await page.goto(`/applications/${id}?tab=ends`);
  await expect(page.getByText('ждёт решения')).toBeVisible();
  await page.getByRole('button', { name: 'Исправить результат' }).click();
  const correction = page.getByRole('dialog', { name: 'Исправление результата' });
  await correction.getByRole('textbox', { name: 'Текст' }).fill('Год рождения читать: 1988.');
  await onBoth(page, inspect);
  await correction.getByRole('button', { name: 'Исправить результат' }).click();
  await expect(page.getByText('На подписи:')).toBeVisible({ timeout: 20_000 });
  await headSigns(browser, stand, (head) => signIn(head, 'poliakova'), page, id);
  await until(async () => {
    await page.goto(`/applications/${id}?tab=ends`);
    await expect(page.getByText('исправлено', { exact: true })).toBeVisible({ timeout: 4000 });
  });
  await onBoth(page, inspect);

  // A complaint before the trial: from the account to the signed answer.
  await phone.goto(`/account/applications/${id}`);
  await phone.getByText('Жалоба на то, как предоставляют услугу').click();
  await phone.getByLabel('На что жалоба').selectOption('correction_refused');
  await phone.getByLabel('Что произошло и чего вы хотите').fill('Исправляли ошибку слишком долго.');
  await phone.getByRole('button', { name: 'Подать жалобу' }).click();
  await complaintAnswered(browser, stand, signIn, inspect);
  await until(async () => {
    await phone.goto(`/account/applications/${id}`);
    await expect(phone.getByText('Ошибка исправлена в день обращения.')).toBeVisible({ timeout: 4000 });
  });
  await inspect(phone);
  await citizen.close();
});

/** The head registers the newest complaint, decides and signs the answer. */
async function complaintAnswered(browser: Browser, stand: string, signIn: (page: Page, login?: string) => Promise<void>, inspect: (page: Page) => Promise<void>) {
  const context = await browser.newContext({ baseURL: stand, viewport: { width: 1440, height: 900 }, locale: 'ru-RU' });
  const page = await context.newPage();
  await signIn(page, 'poliakova');
  await page.goto('/applications/complaints');
  const list = page.getByRole('grid', { name: 'Досудебные жалобы' });
  await onBoth(page, inspect);
  await list.getByText('Не исправляют опечатку').first().click();
  const complaint = page.getByRole('dialog', { name: 'Досудебная жалоба' });
  await complaint.getByRole('button', { name: 'Зарегистрировать жалобу' }).click();
  await expect(complaint.getByText(/Ж-\d+\/\d+/)).toBeVisible();
  await onBoth(page, inspect);
  await complaint.getByRole('button', { name: 'Принять решение' }).click();
  const decision = page.getByRole('dialog', { name: 'Принять решение' });
  await decision.getByText('Отказано в удовлетворении').click();
  await decision.getByRole('textbox', { name: 'Решение и его обоснование' }).fill('Ошибка исправлена в день обращения.');
  await decision.getByRole('button', { name: 'Принять решение' }).click();
  await complaint.getByRole('button', { name: 'Составить ответ' }).click();
  await expect(complaint.getByRole('button', { name: 'Подписать' })).toBeVisible({ timeout: 20_000 });
  await inspect(page);
  const about = Number(/\d+$/.exec((await complaint.getByRole('link', { name: 'Открыть заявление' }).getAttribute('href')) ?? '')?.[0]);
  await signs(page.request, await newestPaper(page, about));
  await until(async () => {
    await page.reload();
    await expect(complaint.getByText('Ответ дан').first()).toBeVisible({ timeout: 4000 });
  });
  await inspect(page);
  await context.close();
}

/** Writes a day so many days from now into a field of a date. */
async function fillDate(dialog: Locator, label: string, days: number) {
  const day = new Date(Date.now() + days * 86_400_000);
  const parts = dialog.getByRole('group', { name: label }).getByRole('spinbutton');
  for (const [at, n] of [day.getDate(), day.getMonth() + 1, day.getFullYear()].entries()) await parts.nth(at).pressSequentially(String(n).padStart(2, '0'));
}

test('what no line of the table fits waits for the dispatcher; another body gets an application with its number and clock; a withdrawal is confirmed', async ({ page, signIn, inspect }) => {
  await signIn(page, 'ageeva');

  // The queue: next by term first, and N opens it.
  await page.goto('/applications/queue');
  const rows = await those(page, '');
  expect(rows.map(({ due_on }) => due_on || '9')).toEqual(rows.map(({ due_on }) => due_on || '9').toSorted());
  await expect(page.getByText(one(rows).number).first()).toBeVisible();
  await page.keyboard.press('n');
  await expect(page).toHaveURL(new RegExp(`/applications/${one(rows).id}`));

  // Withdrawn by the applicant: the officer confirms.
  const withdrawn = one((await those(page, 'in_review')).filter(({ id }) => id > 0 && rows.some((row) => row.id === id && (row as Row & { cancel_asked?: boolean }).cancel_asked)));
  await page.goto(`/applications/${withdrawn.id}`);
  await expect(page.getByText('Заявитель просит отменить заявление')).toBeVisible();
  await onBoth(page, inspect);
  await page.getByRole('button', { name: 'Отменить заявление' }).click();
  await expect(page.getByText('Отменено', { exact: true })).toBeVisible();

  // A service without a line of the table: its application waits, and the dispatcher names the body.
  await page.goto('/applications/routes');
  const lines = page.getByRole('grid', { name: 'Маршруты' });
  await expect(lines).toBeVisible();
  await onBoth(page, inspect);
  await lines.getByText('Справка о рождении').first().click();
  await page.getByRole('button', { name: 'Убрать маршрут' }).click();
  await expect(page.getByText('Маршрут убран')).toBeVisible();
  const stray = one((await those(page, 'received')).filter(({ service }) => service === 'Справка о рождении'));
  await page.goto(`/applications/${stray.id}`);
  await takeAndRegister(page);
  await page.goto('/applications/queue?queue=dispatcher');
  await expect(page.getByText(stray.number).first()).toBeVisible();
  await onBoth(page, inspect);
  await page.getByText(stray.number).first().click();
  await page.getByRole('button', { name: 'Назначить орган' }).click();
  const sent = page.getByRole('dialog', { name: 'Назначить орган' });
  await chooses(page, sent, /Орган/, /Комитет ЗАГС/);
  await inspect(page);
  await sent.getByRole('button', { name: 'Назначить орган' }).click();
  await expect(page.getByText('Ждёт маршрута')).toHaveCount(0);

  // Handed over: number and term stay.
  const term = page.getByRole('group', { name: 'Сроки' });
  const before = await term.textContent();
  await more(page, 'Передать в другой орган');
  const over = page.getByRole('dialog', { name: 'Передать в другой орган' });
  await chooses(page, over, /Орган/, /Минсоцполитики/);
  await over.getByRole('textbox', { name: 'Причина' }).fill('Полномочие передано министерству.');
  await onBoth(page, inspect);
  await over.getByRole('button', { name: 'Передать в другой орган' }).click();
  await signIn(page, 'noskova');
  await page.goto(`/applications/queue?number=${stray.number}`);
  await page.getByText(stray.number).first().click();
  await expect(page.getByText(`№ ${stray.number}`).first()).toBeVisible();
  expect(await term.textContent()).toBe(before);
  await page.goto(`/applications/${stray.id}?tab=course`);
  await expect(page.getByText('Передано в другой орган').first()).toBeVisible();
  await onBoth(page, inspect);
});
