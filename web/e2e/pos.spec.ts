import type { Browser, Page } from '@playwright/test';
import { signs } from './officer.ts';
import { expect, test } from './stand.ts';

const subject = 'Холодные батареи на Садовой';

/**
 * The whole circle of the feedback platform: a citizen writes there, the card comes by itself, is registered and given to
 * an executor, the signed answer leaves by itself, the citizen reads it, and what he thinks of it comes back.
 */
test('a citizen writes to ПОС and gets the signed answer there; his rating comes back to the card', async ({ page, browser, stand, inspect, database }) => {
  test.setTimeout(120_000);
  const citizen = page;
  await test.step('the citizen writes, with a photo', async () => {
    await citizen.goto('/pos-simulator/');
    await inspect(citizen);
    const said = { Фамилия: 'Ложкин', Имя: 'Павел', 'Район или город': 'г. Ижевск', Адрес: 'г. Ижевск, ул. Садовая, д. 7', Тема: subject, Текст: 'В доме 7 третий день холодные батареи. Прошу пустить тепло.' };
    for (const [field, text] of Object.entries(said)) await citizen.getByLabel(field, { exact: true }).fill(text);
    await citizen.getByRole('combobox', { name: 'Тематика' }).selectOption('Отопление');
    await citizen.getByLabel('Файлы').setInputFiles({ name: 'двор.txt', mimeType: 'text/plain', buffer: Buffer.from('Градусник показывает 11 градусов.') });
    await citizen.getByRole('button', { name: 'Отправить' }).click();
    await expect(mine(citizen)).toContainText('Поступило');
  });

  const admin = await enter(browser, stand, 'larin');
  const ask = async () => {
    await admin.goto('/exchange');
    await admin.getByRole('button', { name: 'Запросить сейчас' }).click();
  };

  // What follows a low rating is a setting; each database walks one of the two.
  const anew = database === 'postgres';
  if (anew) await cycles(admin);

  const clerk = await enter(browser, stand, 'vasileva');
  let id = 0;
  await test.step('the card comes by itself; the clerk registers it as it came and starts the ready route', async () => {
    await ask();
    await expect(admin.getByText('Из ПОС: Обращение').first()).toBeVisible({ timeout: 30_000 });
    await opensNewest(clerk);
    await expect(clerk.getByLabel('Краткое содержание', { exact: true })).toHaveValue(subject);
    id = Number(new URL(clerk.url()).searchParams.get('card'));
    await clerk.keyboard.press('Control+Enter');
    await expect(clerk.getByText(/Зарегистрировано: № ОГ-/).last()).toBeVisible();
    await clerk.goto(`/cards/${id}?tab=appeal`);
    await clerk.getByRole('button', { name: 'Запустить маршрут' }).click();
    await expect(clerk.getByText('Поручения выданы по постоянному поручению.').last()).toBeVisible();
    await inspect(clerk);
  });

  const executor = await enter(browser, stand, 'petrov');
  let answer = 0;
  await test.step('the executor takes it, and the draft of the answer is there', async () => {
    await executor.goto(`/cards/${id}?tab=resolution`);
    await executor.getByText('Рассмотреть, при необходимости').first().click();
    await executor.getByRole('button', { name: 'Взять в работу' }).first().click();
    await expect(executor.getByText('Поручение взято в работу').last()).toBeVisible();
    await executor.goto(`/cards/${id}?tab=appeal`);
    const letters = executor.getByRole('region', { name: 'Ответы и письма' });
    await expect(letters.getByRole('button', { name: 'Ответ на обращение' })).toBeVisible();
    await letters.getByRole('button', { name: 'Ответить' }).click();
    const dialog = executor.getByRole('dialog', { name: 'Ответ на обращение' });
    await dialog.getByLabel('Текст ответа').fill('Стояк прочищен 20 ноября, тепло в доме есть.');
    await executor.keyboard.press('Control+Enter');
    await expect(dialog).toBeHidden();
    const appeal = (await (await executor.request.get(`/api/appeals/${id}`)).json()) as { letters: { document_id: number }[] };
    expect(appeal.letters, 'the text went into the draft that was there').toHaveLength(1);
    answer = appeal.letters[0]?.document_id ?? 0;
    await executor.goto(`/cards/${answer}`);
    await executor.getByRole('button', { name: 'На подпись' }).first().click();
    await expect(executor.getByText('На подписании').first()).toBeVisible();
  });

  await test.step('the minister signs, the clerk registers, and nobody sends anything', async () => {
    const minister = await enter(browser, stand, 'surnin');
    await signs(minister.request, answer);
    await minister.context().close();
    await clerk.goto(`/cards/${answer}`);
    await clerk.getByRole('button', { name: 'Зарегистрировать' }).first().click();
    await expect(clerk.getByText(/Зарегистрировано: №/).last()).toBeVisible();
    await expect(async () => {
      await citizen.goto('/pos-simulator/');
      await expect(mine(citizen)).toContainText('Решено', { timeout: 500 });
      await expect(mine(citizen).getByRole('listitem')).toHaveCount(5, { timeout: 500 });
    }).toPass({ timeout: 30_000 });
    for (const step of ['Зарегистрировано', 'Направлено', 'Рассматривается', 'Рассмотрено', 'заявитель уведомлён']) await expect(mine(citizen)).toContainText(step);
    await expect(mine(citizen)).toContainText(/в СЭД № ОГ-\d+, ответ до \d\d\.\d\d\.\d{4}/);
    const [letter] = await Promise.all([citizen.waitForEvent('download'), mine(citizen).getByRole('link').first().click()]);
    expect(letter.suggestedFilename()).toMatch(/Ответ на обращение/);
    await inspect(citizen);
  });

  await test.step('the citizen is not content; the office looks again and tells him what it has found', async () => {
    await mine(citizen).getByRole('combobox', { name: 'Оценка' }).selectOption('2');
    await mine(citizen).getByLabel('Комментарий').fill('Тепло дали только на день');
    await mine(citizen).getByRole('button', { name: 'Оценить ответ' }).click();
    await expect(mine(citizen)).not.toContainText('Решено');
    await ask();
    await expect(admin.getByText('Из ПОС: Оценка').first()).toBeVisible({ timeout: 30_000 });
    if (anew) return considered(clerk, citizen, id);
    await clerk.goto(`/cards/${id}?tab=pos`);
    await expect(clerk.getByText('2 из 5', { exact: true })).toBeVisible();
    await inspect(clerk);
    await clerk.getByLabel('Заключение').fill('Повторный выезд 21 ноября: насос заменён, тепло есть.');
    await clerk.getByRole('button', { name: 'Завершить контроль' }).click();
    await expect(clerk.getByText(/Заключение: Повторный выезд/)).toBeVisible();
    await expect(async () => {
      await citizen.goto('/pos-simulator/');
      await expect(mine(citizen)).toContainText('насос заменён', { timeout: 500 });
    }).toPass({ timeout: 30_000 });
  });
});

/** The integration administrator lets a low rating begin a new cycle. */
async function cycles(admin: Page) {
  await admin.goto('/exchange?part=settings');
  const group = admin.getByRole('region', { name: 'Запрос новых обращений и низкие оценки' });
  await group.getByRole('button', { name: 'Изменить' }).click();
  await admin.getByRole('dialog').getByText('Новый круг').click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Сохранить' }).click();
  await expect(group).toContainText('Новый круг');
}

/** The clerk opens the newest card of the item once it lies in the queue. */
async function opensNewest(clerk: Page) {
  const row = clerk.getByRole('grid', { name: 'Обращения граждан' }).getByText(subject).first();
  await expect(async () => {
    await clerk.goto('/appeals');
    await expect(row).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await row.click();
}

/** A new cycle is a new card, linked to the first; the citizen sees that it begins anew. */
async function considered(clerk: Page, citizen: Page, first: number) {
  await opensNewest(clerk);
  await clerk.getByRole('tab', { name: 'Обращение' }).click();
  await expect(clerk.getByText(/Повторное/).first()).toBeVisible();
  expect(Number(new URL(clerk.url()).searchParams.get('card'))).toBeGreaterThan(first);
  await expect(clerk.getByRole('region', { name: 'Прежние похожие обращения' })).toContainText('есть ответ');
  await expect(async () => {
    await citizen.goto('/pos-simulator/');
    await expect(mine(citizen)).toContainText('повторное рассмотрение', { timeout: 500 });
  }).toPass({ timeout: 30_000 });
}

const mine = (page: Page) => page.getByRole('article').filter({ hasText: subject });

async function enter(browser: Browser, stand: string, login: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: stand, locale: 'ru-RU' })).newPage();
  expect((await page.request.post('/auth/sign-in', { data: { login, password: await passwordOf(stand, login) } })).ok()).toBe(true);
  return page;
}

async function passwordOf(stand: string, login: string): Promise<string> {
  const { items } = (await (await fetch(`${stand}/auth/demo`)).json()) as { items: { login: string; password: string }[] };
  return items.find((one) => one.login === login)?.password ?? '';
}

