import { expect, test } from './gallery.ts';

const themes = ['light', 'dark', 'contrast', 'contrast-dark', 'contrast-blue'];

for (const theme of themes) {
  test(`every part of the kit is accessible in the theme ${theme}`, async ({ page, context, inspect, baseURL }) => {
    await context.addCookies([{ name: 'veche_view', value: `${theme}.s`, url: baseURL ?? '' }]);
    await page.goto('/gallery.html');
    await expect(page.locator('.pdf-page canvas').first()).toBeVisible();
    await inspect(page, { colours: theme.startsWith('contrast-') });
  });
}

test('letters of double size and a narrow screen do not break the page', async ({ page, context, inspect, baseURL }) => {
  await context.addCookies([{ name: 'veche_view', value: 'light.xl', url: baseURL ?? '' }]);
  await page.goto('/gallery.html');
  await inspect(page);
  await context.addCookies([{ name: 'veche_view', value: 'light.s', url: baseURL ?? '' }]);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await inspect(page);
});

test.describe('opened', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('/gallery.html');
    await expect(page.locator('.pdf-page canvas').first()).toBeVisible(); // the page listens to keys
  });

  test('a confirmation names the object and covers the page', async ({ page, inspect }) => {
    await page.getByRole('button', { name: 'Открыть окно' }).click();
    await expect(page.getByRole('alertdialog', { name: 'Отказать в регистрации письма № 07-15/4821?' })).toBeVisible();
    await inspect(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('alertdialog')).toBeHidden();
  });

  test('a drawer, a menu, a calendar, options and a popover', async ({ page, inspect }) => {
    await page.getByRole('button', { name: 'Открыть панель' }).click();
    await inspect(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Ещё действия' }).click();
    await expect(page.getByRole('menuitem', { name: 'Печать' })).toBeVisible();
    await inspect(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Календарь' }).first().click();
    await expect(page.getByRole('application').or(page.getByRole('grid', { name: /ноябр/ })).first()).toBeVisible();
    await inspect(page);
    await page.keyboard.press('Escape');
    // A filled choice does not cover what is below it by itself: the arrow shows the others.
    await page.getByRole('combobox', { name: 'Корреспондент' }).press('ArrowDown');
    await expect(page.getByRole('option', { name: 'Прокуратура Республики' })).toBeVisible();
    await inspect(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Почему эта дата' }).click();
    await expect(page.getByRole('dialog', { name: 'Почему эта дата' })).toBeVisible();
    await inspect(page);
  });

  test('search and commands, the map of keys and a message', async ({ page, inspect }) => {
    await page.keyboard.press('Control+KeyK');
    await expect(page.getByRole('searchbox', { name: 'Поиск и команды' })).toBeFocused();
    await inspect(page);
    await page.keyboard.type('печать');
    await expect(page.getByRole('menuitem')).toHaveCount(1);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+Slash');
    await expect(page.getByRole('dialog', { name: 'Сочетания клавиш' })).toBeVisible();
    await inspect(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Показать сообщение' }).click();
    await expect(page.getByText('Письмо направлено на рассмотрение')).toBeVisible();
    await inspect(page);
  });

  test('the list is walked by keys and long lists come as they are needed', async ({ page, inspect }) => {
    const list = page.getByRole('grid', { name: 'Входящие', exact: true });
    await list.scrollIntoViewIfNeeded();
    await list.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('KeyJ');
    await expect(list.locator('.active')).toHaveAttribute('aria-rowindex', '2');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(list.getByRole('row', { selected: true })).toHaveCount(2);
    await page.keyboard.press('End');
    await expect(page.getByText('120 строк')).toBeVisible();
    await inspect(page);
  });
});
