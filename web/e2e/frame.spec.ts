import { expect, test } from './stand.ts';

test.describe('before signing in', () => {
  test('a wrong password is told in words and nothing typed is lost', async ({ page, inspect }) => {
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await inspect(page);
    await page.getByLabel('Имя для входа').fill('nobody');
    await page.getByLabel('Пароль').fill('wrong');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('не подходят');
    await expect(page.getByLabel('Имя для входа')).toHaveValue('nobody');
    await inspect(page);
  });

  test('an address opens again after signing in as a demonstration user', async ({ page, inspect }) => {
    await page.goto('/profile');
    const people = page.getByRole('region', { name: 'Демонстрационные пользователи' });
    await people.getByRole('button').first().click();
    await expect(people).toHaveCount(0);
    await expect(page).toHaveURL('/profile');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await inspect(page);
  });
});

test.describe('the frame', () => {
  test.beforeEach(async ({ page, signIn }) => {
    await signIn(page);
    await page.goto('/profile');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });

  for (const [theme, size, width, height] of [
    ['light', 's', 1440, 900],
    ['dark', 's', 1440, 900],
    ['contrast', 'm', 1440, 900],
    ['light', 'xl', 1440, 900],
    ['light', 's', 820, 1180],
    ['dark', 's', 390, 844],
    ['light', 's', 320, 640],
  ] as const) {
    test(`holds in ${theme} ${size} at ${width}×${height}`, async ({ page, context, inspect, stand }) => {
      await context.addCookies([{ name: 'veche_view', value: `${theme}.${size}`, url: stand }]);
      await page.setViewportSize({ width, height });
      await page.reload();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await inspect(page);
    });
  }

  test('colours and letter size are there before any script on the next visit', async ({ page, context }) => {
    await page.getByText('Тёмные').click();
    await page.getByRole('radio', { name: '150 %' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    const html = await (await context.request.get('/profile')).text();
    expect(html).toContain('<html lang="ru" data-theme="dark" data-size="l"');
  });

  test('an unknown address is told inside the frame', async ({ page, inspect }) => {
    await page.goto('/no/such/page');
    await expect(page.getByRole('heading', { name: 'Такой страницы нет' })).toBeAttached();
    await inspect(page);
  });

  test('an expired session is renewed over the page and the act goes on', async ({ page, context, inspect, demoUser }) => {
    await page.getByLabel('Нынешний пароль').fill('не тот пароль');
    await page.getByLabel('Новый пароль').fill('совсем другая длинная фраза');
    await context.clearCookies({ name: 'veche_session' });
    await page.getByRole('button', { name: 'Сменить пароль' }).click();
    const dialog = page.getByRole('dialog', { name: 'Сеанс закончился' });
    await expect(dialog).toBeVisible();
    await inspect(page);
    await dialog.getByLabel('Имя для входа').fill(demoUser.login);
    await dialog.getByLabel('Пароль').fill(demoUser.password);
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    // The refused call was repeated: the answer is about the password, and what was typed is still there.
    await expect(page.getByRole('alert')).toContainText('Пароль не подходит');
    await expect(page.getByLabel('Новый пароль')).toHaveValue('совсем другая длинная фраза');
  });

  test('all is reached by keys: search and commands, the map of keys, the menu, signing out', async ({ page }) => {
    await page.keyboard.press('Control+KeyK');
    await page.keyboard.type('выйти');
    await expect(page.getByRole('menuitem')).toHaveCount(1);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.keyboard.press('F1');
    await expect(page.getByRole('dialog', { name: 'Сочетания клавиш' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Вид, клавиши, выход' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Выйти' }).press('Enter');
    await expect(page).toHaveURL(/sign-in/);
  });
});
