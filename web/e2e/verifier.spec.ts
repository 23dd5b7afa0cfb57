import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from './stand.ts';

/** The page as an expert has it: one file on a disk. */
const verifier = pathToFileURL(join(import.meta.dirname, '../dist/verifier/veche-verify.html')).href;

const check = (page: Page) => page.getByRole('button', { name: 'Проверить', exact: true }).click();
const verdict = (page: Page) => page.locator('.verdict h2');

/** Takes the passport of a registered letter from its card, as a clerk does. */
async function taken(page: Page, path: string) {
  const { items } = (await (await page.request.get('/api/cards?flow=outgoing&view=sent')).json()) as { items: { id: number; number: string }[] };
  const card = items.find((one) => one.number !== '');
  if (card === undefined) throw new Error('the demonstration has no registered letter');
  await page.goto(`/cards/${card.id}`);
  await page.locator('.card-head').getByRole('button', { name: 'Ещё' }).click();
  const coming = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Паспорт документа' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^Паспорт .*\.zip$/);
  await download.saveAs(path);
}

/** Flips one bit of a file in the archive: its bytes follow its name in the local header. */
function flip(raw: Buffer, name: string) {
  let at = raw.indexOf(name);
  while (at >= 30 && raw.readUInt32LE(at - 30) !== 0x04034b50) at = raw.indexOf(name, at + 1);
  const place = at + 200;
  raw.writeUInt8(raw.readUInt8(place) ^ 1, place);
}

/** Marks each root of the passport as compared: that of the stand is published nowhere else. */
async function believeRoots(page: Page) {
  const roots = page.locator('.root input');
  for (let left = await roots.count(); left > 0; left -= 1) {
    await roots.first().click();
    await expect(roots).toHaveCount(left - 1);
  }
}

test('an expert checks a passport from a disk, without a network: as it was exported, and changed', async ({ page, context, signIn, inspect }, info) => {
  await signIn(page, 'vasileva');
  const good = info.outputPath('good.zip');
  await taken(page, good);

  await context.setOffline(true);
  await page.goto(verifier);
  await inspect(page);
  await page.setInputFiles('input[type=file]', good);
  await check(page);
  await expect(verdict(page)).toBeVisible();
  const key = await page.locator('section', { hasText: 'Журнал действий' }).locator('.sum').textContent();
  await page.getByText('Условия проверки').click();
  await page.getByLabel('Ключ журнала, который опубликовал орган').fill(key ?? '');
  await check(page);
  await expect(page.getByText('Ключ журнала совпадает с опубликованным')).toBeVisible();
  await believeRoots(page);
  await expect(verdict(page)).toHaveText('Паспорт документа подтверждён');
  await inspect(page);

  const raw = await readFile(good);
  flip(raw, 'files/01-main');
  const changed = info.outputPath('changed.zip');
  await writeFile(changed, raw);
  await page.getByRole('button', { name: 'Убрать файл good.zip' }).click();
  await page.setInputFiles('input[type=file]', changed);
  await check(page);
  await expect(verdict(page)).toHaveText('Паспорт документа не подтверждён: есть нарушения');
  await expect(page.getByText(/Файл изменён: его контрольная сумма не совпадает с описью – files\/01-main/)).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await inspect(page);
});

test('the same page is served to anybody and can be taken along', async ({ page, inspect }) => {
  await page.goto('/verify/');
  await expect(page.getByRole('heading', { name: 'Проверка подписей, паспортов документов и расписок' })).toBeVisible();
  await inspect(page);
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Скачать эту страницу' }).click();
  expect((await coming).suggestedFilename()).toBe('veche-verify.html');
});

test('a citizen checks his receipt from a disk, without a network: with the published key, beside a neighbour, and changed', async ({ page, context, inspect }, info) => {
  const given = (name: string) => join(import.meta.dirname, '../../internal/services/receipt/testdata', name);
  await context.setOffline(true);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(verifier);
  await page.setInputFiles('input[type=file]', given('receipt.json'));
  await check(page);
  await expect(verdict(page)).toHaveText('Расписка проверена не до конца');
  await expect(page.getByText('Ключ взят из самой расписки.')).toBeVisible();

  await page.setInputFiles('input[type=file]', [given('order.key.pub'), given('neighbour.json')]);
  await check(page);
  await expect(verdict(page)).toHaveText('Расписка действительна: место в очереди доказано');
  await expect(page.getByText('Заявление стоит в журнале очерёдности на своём месте.')).toBeVisible();
  await expect(page.getByText('чьё место раньше, то и принято раньше')).toBeVisible();
  await inspect(page);

  const changed = info.outputPath('changed.json');
  await writeFile(changed, (await readFile(given('receipt.json'), 'utf8')).replace('"place_no": 15', '"place_no": 1'));
  await page.getByRole('button', { name: 'Убрать файл receipt.json' }).click();
  await page.setInputFiles('input[type=file]', changed);
  await page.getByLabel('Что это за файл: neighbour.json').selectOption('held');
  await check(page);
  await expect(verdict(page)).toHaveText('Расписка не подтверждается');
  await expect(page.getByText('в расписке что-то изменено после выдачи')).toBeVisible();
  await page.setViewportSize({ width: 1440, height: 900 });
  await inspect(page);
});
