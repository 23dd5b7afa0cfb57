import { expect, letterToSign } from './signatory.ts';
import { test } from './stand.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test('an executive signs from his phone: takes a request back, refuses once, then compares the code and confirms', async ({
  page, browser, stand, signIn, inspect, demoUser,
}) => {
  test.setTimeout(150_000);
  const summary = 'О подготовке дорог к зиме';
  const id = await letterToSign(browser, stand, summary);
  await signIn(page, 'surnin');
  await page.goto(`/cards/${id}`);
  await page.getByRole('button', { name: 'Подписать' }).first().click();
  const dialog = page.getByRole('dialog', { name: summary });
  const sign = dialog.getByRole('button', { name: 'Подписать' });
  const code = dialog.locator('.sign-code');
  await dialog.getByRole('button', { name: /Средство подписи/ }).click();
  await page.getByRole('option', { name: /Телефон/ }).click();

  await sign.click();
  await page.getByRole('dialog', { name: 'Подтвердите паролем' }).getByLabel('Пароль').fill(demoUser.password);
  await page.keyboard.press('Enter');
  await expect(code).toHaveText(/^\d{4}$/);
  await dialog.getByRole('button', { name: 'Отменить запрос' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Документ не подписан.');

  await sign.click();
  await expect(code).toHaveText(/^\d{4}$/);
  const [phone] = await Promise.all([page.waitForEvent('popup'), dialog.getByRole('link', { name: 'Открыть телефон стенда' }).click()]);
  const request = phone.getByRole('article', { name: new RegExp(summary) });
  // A request reaches the service by a job; the one that was taken back has left the phone.
  const arrives = () =>
    expect(async () => {
      await phone.getByRole('link', { name: 'Проверить новые запросы' }).click();
      await expect(request).toHaveCount(1, { timeout: 500 });
    }).toPass();
  await arrives();
  await expect(request.getByText((await code.textContent()) ?? '', { exact: true })).toBeVisible();
  await expect(phone.getByText('Отозвано отправителем')).toBeVisible();
  await expect(phone.getByText('Имитатор: подпись не имеет юридической силы')).toBeVisible();
  await inspect(phone);
  await request.getByRole('button', { name: 'Отказаться' }).click();
  await expect(phone.getByText('Сейчас подписывать нечего.')).toBeVisible();
  await inspect(phone);
  await expect(dialog.getByRole('alert')).toContainText('На телефоне отказались подписать. Документ не подписан.');
  expect(((await (await page.request.get(`/api/cards/${id}`)).json()) as { state: string }).state).toBe('on_signature');

  await sign.click();
  await expect(code).toHaveText(/^\d{4}$/);
  await arrives();
  await expect(request.getByText((await code.textContent()) ?? '', { exact: true })).toBeVisible();
  await request.getByRole('button', { name: 'Подтвердить' }).click();
  await expect(phone.getByText('Подписано')).toBeVisible();
  await expect(page.getByText('Документ подписан. Подпись действительна')).toBeVisible();
  await page.goto(`/cards/${id}?tab=signing`);
  await expect(page.getByText('Подпись действительна')).toBeVisible();
  await expect(page.getByText(/не имеет юридической силы/).first()).toBeVisible();
  await inspect(page);
});
