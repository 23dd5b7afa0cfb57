import { readFile, writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { expect, test } from './stand.ts';

/**
 * The job the platform exists for: a letter's whole way from arrival to the sent answer, each step by its own person,
 * by keys and clicks alone. The letter is a citizen's real text, laid out as a PDF in a temporary folder; it must never
 * get into a picture or a trace.
 */
test.use({ trace: 'off', screenshot: 'off', video: 'off' });

let folder = '';
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'veche-letter-'));
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

test('a letter goes its whole way, from arrival to the sent answer', async ({ browser }) => {
  test.setTimeout(480_000);
  const text = await citizensText();
  const pdf = await laidOut(browser, text);
  const heading = `О рассмотрении обращения ${Date.now() % 100_000}`;

  let number = '';
  await test.step('the clerk receives, describes and registers the letter', async () => {
    const page = await enter(browser, 'Васильева О. Н.');
    await page.goto('/incoming');
    await expect(page.getByRole('row').first()).toBeVisible();
    await choose(page, () => page.keyboard.press('c'), [pdf]);
    await expect(page.getByLabel('Краткое содержание')).toBeVisible({ timeout: 20_000 });
    await pick(page, 'Корреспондент', 'админ главы', /Администрация Главы/);
    await page.getByLabel('Исходящий №').fill('01-15/777');
    await date(page, 'Дата исходящего', '18.11.2026');
    await page.getByLabel('Подписал').fill('Орлов С. В.');
    await pick(page, 'Адресат', 'сурн', /Сурнин/);
    await page.getByLabel('Краткое содержание').fill(heading);
    await expect(page.getByText('Письмо.pdf').first()).toBeVisible();
    await page.keyboard.press('Control+Enter');
    number = await told(page, /Зарегистрировано: № (\S+)/);
    await page.context().close();
  });

  await test.step('and sends it to the minister', async () => {
    const page = await enter(browser, 'Васильева О. Н.');
    await open(page, '/incoming?view=on_consideration', heading);
    await page.getByRole('button', { name: 'На рассмотрение' }).click();
    await expect(page.getByRole('dialog', { name: 'На рассмотрение' })).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await told(page, /Направлено на рассмотрение/);
    await page.context().close();
  });

  await test.step('the assistant prepares the resolution and cannot sign it', async () => {
    const page = await enter(browser, 'Титова И. А.');
    await open(page, '/incoming?view=on_consideration', heading);
    await page.getByRole('button', { name: 'Проект резолюции' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Текст поручения').fill('Рассмотреть и подготовить ответ заявителю.');
    await pick(page, 'Кому', 'петр', /Петров Г/);
    await form.getByText('Оперативно').first().click();
    await expect(form.getByRole('button', { name: 'Подписать резолюцию' })).toHaveCount(0);
    await form.getByRole('button', { name: 'Сохранить проект' }).click();
    await told(page, /Проект резолюции сохранён/);
    await page.context().close();
  });

  await test.step('the acting officer signs the resolution as it is', async () => {
    const page = await enter(browser, 'Ершова Л. В.');
    await open(page, '/incoming?view=on_consideration', heading);
    await page.getByRole('button', { name: 'Подписать резолюцию' }).click();
    await told(page, /Резолюция подписана/);
    await open(page, '/incoming?view=in_execution', heading);
    await page.getByRole('tab', { name: 'Резолюция' }).click();
    await expect(page.getByText(/и\. о\./).first()).toBeVisible();
    await page.context().close();
  });

  await test.step('the executor takes the assignment, writes the answer and sends it for approval', async () => {
    const page = await enter(browser, 'Петров Г. А.');
    await open(page, '/incoming?view=in_execution', heading);
    await page.getByRole('tab', { name: 'Резолюция' }).click();
    await page.getByText('Рассмотреть и подготовить ответ заявителю.').first().click();
    await page.getByRole('button', { name: 'Взять в работу' }).first().click();
    await told(page, /взято в работу/);
    await page.getByRole('button', { name: 'Ответить' }).click();
    await told(page, /Черновик ответа создан/);
    await page.getByRole('button', { name: 'Новая версия' }).first().click();
    const answer = await laidOut(browser, 'Сообщаем, что по Вашему обращению приняты меры.', 'Ответ.pdf');
    await choose(page, () => page.getByRole('dialog').getByRole('button', { name: 'Выбрать файл' }).click(), [answer]);
    await page.getByRole('dialog').getByRole('button', { name: 'Добавить' }).click();
    await told(page, /Версия добавлена/);
    await page.getByRole('button', { name: 'На согласование' }).click();
    await page.getByRole('dialog').getByText('Короткий: только юрист').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Направить' }).click();
    await told(page, /согласование/);
    await page.context().close();
  });

  await test.step('the lawyer agrees', async () => {
    const page = await enter(browser, 'Никитин П. С.');
    await open(page, '/outgoing?view=in_approval', heading);
    await page.getByRole('button', { name: 'Согласовать' }).click();
    await told(page, /Согласовано/);
    await page.context().close();
  });

  await test.step('the acting officer signs with his password', async () => {
    const page = await enter(browser, 'Ершова Л. В.');
    await open(page, '/outgoing?view=on_signature', heading);
    await page.getByRole('button', { name: 'Подписать' }).click();
    const sign = page.getByRole('dialog').last();
    await expect(sign.getByRole('button', { name: 'Подписать' })).toBeEnabled({ timeout: 30_000 });
    await sign.getByRole('button', { name: 'Подписать' }).click();
    await page.getByRole('textbox', { name: 'Пароль' }).fill('veche-demo-2026');
    await page.keyboard.press('Enter');
    await told(page, /Документ подписан/);
    await page.context().close();
  });

  await test.step('the clerk registers and sends the answer', async () => {
    const page = await enter(browser, 'Васильева О. Н.');
    await open(page, '/outgoing?view=to_register', heading);
    await page.getByRole('button', { name: 'Зарегистрировать' }).click();
    await told(page, /Зарегистрировано: №/);
    await open(page, '/outgoing?view=to_dispatch', heading);
    await page.getByRole('button', { name: 'Отправить' }).click();
    await told(page, /Отправка началась/);
    await page.context().close();
  });

  await test.step('the letter stands in the other body within five seconds, with its signature, and is registered there', async () => {
    const page = await enter(browser, 'Маркова С. И.');
    await expect(async () => {
      await page.goto('/incoming');
      await expect(page.getByText(heading).first()).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 5_000 });
    await page.getByText(heading).first().click();
    await expect(page.getByLabel('Краткое содержание')).toHaveValue(heading);
    await expect(page.getByText('Подпись верна').first()).toBeVisible();
    await page.getByRole('button', { name: 'Зарегистрировать' }).click();
    await told(page, /Зарегистрировано: №/);
    await page.context().close();
  });

  await test.step('the sender sees the number that it got there', async () => {
    const page = await enter(browser, 'Васильева О. Н.');
    await open(page, '/outgoing?view=sent', heading);
    await expect(async () => {
      await page.reload();
      await expect(page.getByText(/Зарегистрировано у адресата/).first()).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 15_000 });
    await page.context().close();
  });

  await test.step('the sent reply proposes the release, the acting officer accepts it', async () => {
    const page = await enter(browser, 'Ершова Л. В.');
    await open(page, '/incoming?view=in_execution', heading);
    await page.getByRole('tab', { name: 'Резолюция' }).click();
    await page.getByText('Рассмотреть и подготовить ответ заявителю.').first().click();
    await expect(page.getByText(/Ответ отправлен/).first()).toBeVisible();
    await page.getByRole('button', { name: 'Принять отчёт' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: /Принять/ }).click();
    await told(page, /Отчёт принят/);
    await page.context().close();
  });

  await test.step('the clerk files it into a case', async () => {
    const page = await enter(browser, 'Васильева О. Н.');
    await open(page, '/incoming?view=for_filing', heading);
    await page.getByRole('button', { name: 'Списать в дело' }).click();
    await pick(page, 'Дело', '01-05', /01-05/);
    await page.getByRole('dialog').getByRole('button', { name: 'Списать' }).click();
    await told(page, /Списано в дело 01-05/);
    await page.context().close();
  });

  await test.step('and it is found by its number and by a word of its text', async () => {
    const page = await enter(browser, 'Васильева О. Н.');
    await page.goto('/search');
    for (const asked of [number, longest(text)]) {
      await page.getByLabel('Слова из текста, фамилия, номер или дата').fill(asked);
      await page.keyboard.press('Enter');
      await expect(page.getByText(heading).first()).toBeVisible({ timeout: 20_000 });
    }
    await page.context().close();
  });
});

/** A person's own browser, signed in by the page. */
async function enter(browser: Browser, name: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto('/');
  await page.getByRole('region', { name: 'Демонстрационные пользователи' }).getByRole('button', { name }).click();
  await expect(page.getByRole('navigation').first()).toBeVisible();
  return page;
}

/** Opens the row of a list that carries the heading. */
async function open(page: Page, list: string, heading: string) {
  await page.goto(list);
  await page.getByText(heading).first().click();
  await expect(page.getByRole('heading', { name: heading })).toBeVisible();
}

/** What the workplace tells after an act. */
async function told(page: Page, what: RegExp): Promise<string> {
  const message = page.getByText(what).last();
  await expect(message).toBeVisible({ timeout: 20_000 });
  return what.exec((await message.textContent()) ?? '')?.[1] ?? '';
}

/** Chooses files in the system's dialog; right after a page was opened the browser may not show it at the first key. */
async function choose(page: Page, act: () => Promise<void>, files: string[]) {
  await expect(async () => {
    const chooser = page.waitForEvent('filechooser', { timeout: 2_000 });
    await act();
    await (await chooser).setFiles(files);
  }).toPass({ timeout: 15_000 });
}

/** Types into a field that searches and takes what is offered. */
async function pick(page: Page, label: string, typed: string, offered: RegExp) {
  const field = page.getByRole('combobox', { name: label }).last();
  await field.click();
  await field.pressSequentially(typed, { delay: 20 });
  await page.getByRole('option', { name: offered }).first().click();
  await page.keyboard.press('Tab'); // on to the next field; the offer closes
}

async function date(page: Page, label: string, value: string) {
  const parts = page.getByRole('group', { name: label }).getByRole('spinbutton');
  for (const [i, part] of value.split('.').entries()) await parts.nth(i).pressSequentially(part);
}

/** A real text of the shared data: long enough to be searched, kept in memory. */
async function citizensText(): Promise<string> {
  const csv = await readFile(join(import.meta.dirname, '../../../shared/data/appeals/messages-train-dev.csv'), 'utf8');
  const texts = [...csv.matchAll(/^\d+,"((?:[^"]|"")*)",/gm)].map((row) => (row[1] ?? '').replaceAll('""', '"'));
  const plain = texts.map((one) => one.replace(/<[^>]*>/g, ' ').replace(/&\w+;/g, ' ').replace(/\s+/g, ' ').trim());
  const chosen = plain.find((one) => one.length > 600 && one.length < 1500);
  if (chosen === undefined) throw new Error('the shared data hold no text of this length');
  return chosen;
}

const longest = (text: string) => (text.match(/[а-яё]{7,}/g) ?? []).reduce((a, b) => (b.length > a.length ? b : a), '');

/** The text as a PDF file, printed by the browser. */
async function laidOut(browser: Browser, text: string, name = 'Письмо.pdf'): Promise<string> {
  const page = await browser.newPage();
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  await page.setContent(`<html lang="ru"><body style="font: 14pt serif"><p>${escaped}</p></body></html>`);
  const path = join(folder, name);
  await writeFile(path, await page.pdf({ format: 'A4', margin: { top: '20mm', left: '25mm', right: '15mm', bottom: '20mm' } }));
  await page.close();
  return path;
}
