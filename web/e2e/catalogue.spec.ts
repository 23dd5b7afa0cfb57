import { catalogue as t } from '../src/i18n/ru/catalogue';
import { expect, test } from './stand';

test('an editor changes a term, publishes it, and the public page shows it', async ({ page, signIn, inspect }) => {
  await signIn(page, 'kotov');
  await page.goto('/catalogue');
  await page.getByRole('searchbox', { name: t.find }).fill('порубочный');
  await expect(page.getByText('Порубочный билет').first()).toBeVisible();
  await inspect(page); // the editor itself holds a frame with the public page, which is looked at below
  await page.getByText('Порубочный билет').first().click();
  await page.getByRole('button', { name: t.edit }).click();
  await page.getByRole('navigation', { name: t.part }).getByRole('button', { name: t.sections.terms, exact: true }).click();
  await page.getByText('Срок предоставления услуги').first().click();
  await page.getByRole('textbox', { name: t.fields.amount }).first().fill('12');
  await expect(page.frameLocator('iframe').getByText('12 рабочих дней').first()).toBeVisible();
  await page.getByRole('button', { name: t.save }).click();
  await page.getByRole('button', { name: t.publish }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Срок предоставления услуги: 17 → 12 рабочих дней со дня регистрации')).toBeVisible();
  await dialog.getByRole('button', { name: t.publish }).click();
  await expect(page.getByText(t.version(2)).first()).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/services');
  await inspect(page);
  await page.getByRole('searchbox').fill('спилить дерево');
  await page.getByRole('button', { name: 'Найти' }).click();
  await page.getByRole('link', { name: 'Порубочный билет' }).click();
  await expect(page.getByText('12 рабочих дней').first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Получить услугу' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await inspect(page);
});

test('without a script everything up to the form works, and what needs one says so; who sees badly chooses the look without an account', async ({ browser, stand }) => {
  const context = await browser.newContext({ baseURL: stand, javaScriptEnabled: false, viewport: { width: 390, height: 844 }, locale: 'ru-RU' });
  const page = await context.newPage();
  const title = (words: string | RegExp) => expect(page.getByRole('heading', { level: 1 })).toHaveText(words);
  await page.goto('/services');
  await page.getByRole('link', { name: 'Рождение ребёнка' }).click();
  await title('Рождение ребёнка');
  await page.getByRole('link', { name: 'Услуги', exact: true }).first().click();
  await page.getByRole('searchbox').fill('садик');
  await page.getByRole('button', { name: 'Найти' }).click();
  await page.getByRole('link', { name: 'Детский сад', exact: true }).click();
  await title('Детский сад');
  await page.locator('summary', { hasText: 'Откажут в услуге' }).click();
  await expect(page.locator('details[open] .grounds').last()).toBeVisible();
  await page.getByRole('link', { name: 'Сколько детей в очереди и сколько мест' }).click();
  await title(/Очередь/);

  await page.getByRole('link', { name: 'Версия для слабовидящих' }).click();
  for (const choice of ['Очень крупный, 200 %', 'Белым по чёрному', 'Широкие', 'Не показывать']) await page.getByRole('radio', { name: choice }).check();
  await page.getByRole('button', { name: 'Применить' }).click();
  await title(/Очередь/);
  await page.goto('/services');
  await expect(page.locator('html[data-size="xl"][data-theme="contrast-dark"][data-spacing="wide"][data-pictures="none"]')).toHaveCount(1);
  await expect(page.locator('svg:visible')).toHaveCount(0);

  await page.goto('/services/detskii-sad/apply');
  await page.getByRole('link', { name: 'Войти через Госуслуги' }).click();
  await page.getByRole('link', { name: /Мельникова/ }).click();
  await expect(page.locator('.late')).toBeVisible();
  await expect(page.getByRole('main')).toContainText('только со включёнными сценариями');
  await expect(page.getByRole('main')).toContainText('Очередь и сроки от способа подачи не зависят');
  await page.goto('/account');
  await expect(page.getByRole('region', { name: 'Начатые заявления' })).toContainText('детский сад');
  await page.goto('/verify/');
  await title(/Проверка/);
  await expect(page.getByRole('main')).toContainText('нужны сценарии');
  await context.close();
});
