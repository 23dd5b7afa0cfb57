import { expect, test } from './stand.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test('the text is seen before it is signed, the password is asked, and the mark lies over the page', async ({ page, signIn, inspect, demoUser }) => {
  await signIn(page, 'surnin');
  await page.goto('/tasks?tile=sign');
  await page.locator('.exec-item').first().click();
  const address = new URL(page.url()).searchParams.get('card');
  await page.getByRole('button', { name: 'Отказать' }).click();
  const refusal = page.getByRole('alertdialog', { name: 'Отказать в подписании?' });
  await refusal.getByRole('button', { name: 'Отказать в подписании' }).click();
  await expect(refusal.getByText('Напишите причину отказа')).toBeVisible();
  await inspect(page);
  await refusal.getByRole('button', { name: 'Отмена' }).click();

  await page.getByRole('button', { name: 'Подписать' }).click();
  const dialog = page.getByRole('dialog', { name: /согласовании схемы/ });
  const sign = dialog.getByRole('button', { name: 'Подписать' });
  await expect(dialog.locator('.pdf-page canvas').first()).toBeVisible();
  await expect(sign).toBeEnabled();
  await inspect(page);
  await sign.click();
  await page.getByRole('dialog', { name: 'Подтвердите паролем' }).getByLabel('Пароль').fill(demoUser.password);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Документ подписан')).toBeVisible();

  await page.goto(`/cards/${address}?tab=signing`);
  await expect(page.getByText('Подпись действительна')).toBeVisible();
  await inspect(page);
  await page.getByRole('button', { name: 'Проверить сейчас' }).click();
  await expect(page.getByText('Подписи проверены: всё верно')).toBeVisible();
  await page.goto(`/cards/${address}?doc=true`);
  await expect(page.locator('.stamp').filter({ hasText: 'Документ подписан электронной подписью' })).toBeVisible();
});
