import type { Page } from '@playwright/test';
import { expect, test } from './stand.ts';

const card = (page: Page) => page.locator('.card-pane');
const task = (page: Page, text: string) => page.getByRole('grid', { name: 'Мои задания' }).getByRole('row').filter({ hasText: text });

test.describe('an executive at his desk', () => {
  test.beforeEach(async ({ page, signIn }) => {
    await signIn(page, 'surnin');
    await page.goto('/tasks');
    await expect(page.getByRole('grid', { name: 'Мои задания' })).toBeVisible();
  });

  for (const theme of ['light', 'dark']) {
    test(`sees what waits for him, by terms, with the card and the document beside (${theme})`, async ({ page, inspect, context, stand }) => {
      await context.addCookies([{ name: 'veche_view', value: `${theme}.s`, url: stand }]);
      await page.reload();
      await expect(page.getByRole('group', { name: 'Очереди заданий' }).getByRole('button', { name: /Перенос срока/ })).toBeVisible();
      await inspect(page);
      await task(page, 'Перенос срока').click();
      await expect(card(page).getByRole('tab', { name: /Резолюция/ })).toHaveAttribute('aria-selected', 'true');
      await expect(card(page).getByText('Запрошен перенос срока')).toBeVisible();
      await expect(page.locator('.pdf-page canvas').first()).toBeVisible();
      await inspect(page);
    });
  }

  test('a queue is one kind of tasks and stands in the address', async ({ page }) => {
    await page.getByRole('group', { name: 'Очереди заданий' }).getByRole('button', { name: /На рассмотрение/ }).click();
    await expect(page).toHaveURL(/queue=consider/);
    await expect(task(page, 'Перенос срока')).toHaveCount(0);
    await page.goBack();
    await expect(task(page, 'Перенос срока')).toBeVisible();
  });

  test('decides on a term, and the next task opens by itself', async ({ page, inspect }) => {
    await task(page, 'Перенос срока').click();
    const address = page.url();
    await card(page).getByRole('button', { name: 'Продлить срок' }).click();
    const dialog = page.getByRole('dialog', { name: 'Продлить срок' });
    await expect(dialog.getByText(/просит срок до/)).toBeVisible();
    await inspect(page);
    await dialog.getByRole('button', { name: 'Продлить срок' }).click();
    await expect(page.getByText(/Срок продлён до/)).toBeVisible();
    expect(page.url()).not.toBe(address);
    await expect(task(page, 'Перенос срока')).toHaveCount(0);
  });
});

test.describe('an executive with a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test.beforeEach(async ({ page, signIn }) => {
    await signIn(page, 'surnin');
    await page.goto('/tasks');
    await expect(page.getByRole('group', { name: 'Очереди заданий' })).toBeVisible();
  });

  for (const theme of ['light', 'dark']) {
    test(`sees four queues, and one decision at a time with its buttons under the thumb (${theme})`, async ({ page, inspect, context, stand }) => {
      await context.addCookies([{ name: 'veche_view', value: `${theme}.s`, url: stand }]);
      await page.reload();
      const tiles = page.getByRole('group', { name: 'Очереди заданий' }).getByRole('button');
      await expect(tiles).toHaveCount(4);
      await page.getByRole('button', { name: /^Резолюция:/ }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'На рассмотрение' })).toBeVisible();
      await expect(page.locator('.exec-item').first()).toBeVisible();
      await inspect(page);
      await page.locator('.exec-item').filter({ hasText: /грантов/ }).click(); // the assistant has prepared a draft of it
      await expect(page.getByText(/^\d из \d/)).toBeVisible();
      await expect(page.getByRole('button', { name: 'Подписать резолюцию' })).toBeVisible();
      await inspect(page);
      await large(page);
      await page.getByRole('button', { name: /Письмо\.pdf/ }).click();
      await expect(page.locator('.pdf-page canvas').first()).toBeVisible();
      await expect(page.getByRole('button', { name: 'Подписать резолюцию' })).toBeVisible();
      await inspect(page);
      await page.getByRole('button', { name: 'К карточке' }).click();
      await page.getByRole('button', { name: 'К списку' }).click();
      await expect(tiles).toHaveCount(4);
    });
  }

  test('changes the draft of the assistant and signs it with one thumb', async ({ page, inspect }) => {
    await page.getByRole('button', { name: /^Резолюция:/ }).click();
    await page.getByRole('button', { name: /выставке достижений/ }).click();
    await page.getByRole('button', { name: 'Изменить' }).click();
    const form = page.getByRole('dialog', { name: 'Резолюция' });
    await form.getByLabel('Текст поручения').fill('');
    await form.getByRole('button', { name: 'Прошу доложить' }).click();
    await form.getByRole('combobox', { name: 'Кому' }).fill('петр');
    await page.getByRole('option', { name: /Петров/ }).click();
    await page.keyboard.press('Tab'); // the list stays open for the next person
    await form.getByRole('radio', { name: /Оперативно/ }).click();
    await form.getByRole('button', { name: 'Почему эта дата' }).click();
    await expect(page.getByText(/10 дней с/)).toBeVisible();
    await page.keyboard.press('Escape');
    await inspect(page);
    await form.getByRole('button', { name: 'Подписать резолюцию' }).click();
    await expect(page.getByText('Резолюция подписана, поручения направлены')).toBeVisible();
  });
});

/** Nothing to press is smaller than a finger, nothing to read is smaller than 16 pixels. */
async function large(page: Page) {
  const small = await page.locator('.exec').evaluate((place) => {
    const shown = (one: Element) => one.getClientRects().length > 0 && !one.closest('.visually-hidden');
    const pressed = [...place.querySelectorAll('button, a[href]')].filter(shown).filter((one) => one.getBoundingClientRect().height < 43.5);
    const read = [...place.querySelectorAll('*')]
      .filter(shown)
      .filter((one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()))
      .filter((one) => Number.parseFloat(getComputedStyle(one).fontSize) < 16);
    return [...pressed, ...read].map((one) => one.outerHTML.slice(0, 120));
  });
  expect(small).toEqual([]);
}
