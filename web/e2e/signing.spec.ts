import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { installCryptoPro, installRutoken, pinOfToken, type Behaviour } from './plugins.ts';
import { bindToSurnin, certificatesOf, expect, letterToSign, signatureOf, test } from './signatory.ts';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

test.describe('on a phone', () => {
  test.use(phone);

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

    // On paper too: every page, with the mark over it, and nothing else.
    const pages = await page.locator('.pdf-page').count();
    await page.evaluate(() => (window.print = () => document.body.setAttribute('data-asked', 'to print')));
    await page.getByRole('button', { name: 'Печать документа с отметками' }).click();
    await page.locator('body[data-asked]').waitFor();
    const paper = join(test.info().outputDir, 'paper.pdf');
    await page.pdf({ path: paper, preferCSSPageSize: true, format: 'A4' });
    expect(execFileSync('pdfinfo', [paper], { encoding: 'utf8' })).toContain(`Pages:           ${pages}\n`);
    const text = execFileSync('pdftotext', [paper, '-'], { encoding: 'utf8' });
    expect(text.toLowerCase()).toContain('документ подписан');
    expect(text).not.toContain('Подпись действительна');
  });

  test('what is not his signature is refused with the reason, from a file and from the phone; the key of the stand signs and says what it is worth', async ({
    page, browser, stand, token, signIn, inspect, demoUser,
  }) => {
    test.setTimeout(240_000);
    const id = await letterToSign(browser, stand, 'О сроках проверки');
    await signIn(page, 'surnin');
    await page.goto(`/cards/${id}`);
    await page.getByRole('button', { name: 'Подписать' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'О сроках проверки' });
    await expect(dialog.locator('.pdf-page canvas').first()).toBeVisible();
    await dialog.getByRole('button', { name: 'Приложить файл подписи' }).click();
    const bring = page.getByRole('dialog', { name: 'Приложить подпись' });
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), bring.getByRole('button', { name: 'Выбрать файл' }).click()]);
    const signature = await signatureOf(page, id, token, certificatesOf(token).foreign);
    await chooser.setFiles({ name: 'Письмо.sig', mimeType: 'application/pkcs7-signature', buffer: signature });
    await bring.getByRole('button', { name: 'Приложить подпись' }).click();
    await page.getByRole('dialog', { name: 'Подтвердите паролем' }).getByLabel('Пароль').fill(demoUser.password);
    await page.keyboard.press('Enter');
    await expect(bring.getByRole('alert')).toContainText('Сертификат подписи выдан другому человеку');
    await inspect(page);
    await bring.getByRole('button', { name: 'Отмена' }).click();

    await page.getByRole('button', { name: 'Подписать' }).first().click();
    const sign = dialog.getByRole('button', { name: 'Подписать' });
    const choose = async (way: RegExp) => {
      await dialog.getByRole('button', { name: /Средство подписи/ }).click();
      await page.getByRole('option', { name: way }).click();
    };
    await choose(/Телефон/);
    await expect(sign).toBeEnabled();
    await inspect(page);
    await sign.click();
    await expect(dialog.getByText('Код сверки')).toBeVisible();
    await inspect(page);
    const [mobile] = await Promise.all([page.waitForEvent('popup'), dialog.getByRole('link', { name: 'Открыть телефон стенда' }).click()]);
    await mobile.getByText('Показать плохой сервис').click();
    await mobile.getByRole('button', { name: 'Подписать другой документ' }).click();
    await expect(mobile.getByText('Подписано')).toBeVisible();
    await expect(dialog.getByRole('alert').filter({ hasText: 'Подпись не принята: документ изменён' })).toBeVisible({ timeout: 60_000 });

    await choose(/Ключ стенда/);
    await expect(dialog.getByText('Стенд: подпись не имеет юридической силы.')).toBeVisible();
    await inspect(page);
    await sign.click();
    await expect(page.getByText('Документ подписан. Подпись действительна')).toBeVisible();
    await page.goto(`/cards/${id}?tab=signing`);
    await expect(page.getByText(/не имеет юридической силы/).first()).toBeVisible();
  });
});

test('КриптоПро signs what the server named: another text, a change of mind and other people’s certificates are told', async ({
  page, browser, stand, token, signIn, inspect, demoUser,
}) => {
  test.setTimeout(120_000);
  const id = await letterToSign(browser, stand, 'О передаче имущества');
  const { own, expired, foreign } = certificatesOf(token);
  const behaviour: Behaviour = { instead: 'ab'.repeat(32) };
  await installCryptoPro(page, { certificates: [foreign, expired, own], token, behaviour });
  await signIn(page, 'surnin');
  await page.goto(`/cards/${id}`);
  await page.getByRole('button', { name: 'Подписать' }).click();
  const dialog = page.getByRole('dialog', { name: 'О передаче имущества' });
  const sign = dialog.getByRole('button', { name: 'Подписать' });
  await expect(sign).toBeEnabled();
  await expect(dialog.getByRole('radio', { name: /Сурнин.*УЦ проверки/, checked: true })).toBeEnabled();
  await expect(dialog.getByRole('radio', { name: /Срок истёк/ })).toBeDisabled();
  await expect(dialog.getByRole('radio', { name: /Петров.*сертификат другого человека, подписывает Сурнин/ })).toBeDisabled();
  await inspect(page);

  await sign.click();
  await page.getByRole('dialog', { name: 'Подтвердите паролем' }).getByLabel('Пароль').fill(demoUser.password);
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('Подпись не принята');
  await inspect(page);
  behaviour.instead = undefined;
  behaviour.refusal = 'The action was cancelled by the user. (0x8010006E)';
  await sign.click();
  await expect(dialog.getByRole('alert')).toHaveText('Вы отменили подписание. Документ не подписан.');
  expect(((await (await page.request.get(`/api/cards/${id}`)).json()) as { state: string }).state).toBe('on_signature');

  behaviour.refusal = undefined;
  await sign.click();
  await expect(dialog.getByRole('alert')).toContainText('Сертификат ждёт подтверждения');
  await expect(dialog.getByRole('alert')).toContainText('Ларин И. Б.');
  await bindToSurnin(browser, stand, own);
  await sign.click();
  await expect(page.getByText('Документ подписан. Подпись действительна')).toBeVisible();
  await page.goto(`/cards/${id}?tab=signing`);
  await expect(page.getByText('Подпись действительна')).toBeVisible();
  await expect(page.getByText('УЦ проверки').first()).toBeVisible();
});

test('Рутокен: the token is waited for, the PIN is asked again, and the signature is good', async ({ page, browser, stand, token, signIn, inspect, demoUser }) => {
  test.setTimeout(120_000);
  const id = await letterToSign(browser, stand, 'О снабжении теплом');
  const behaviour: Behaviour = { inserted: false };
  const { own } = certificatesOf(token);
  await bindToSurnin(browser, stand, own);
  await installRutoken(page, { certificates: [own], token, behaviour });
  await signIn(page, 'surnin');
  await page.goto(`/cards/${id}`);
  await page.getByRole('button', { name: 'Подписать' }).click();
  const dialog = page.getByRole('dialog', { name: 'О снабжении теплом' });
  await expect(dialog.getByRole('alert')).toContainText('Токен не подключён.');
  await inspect(page);
  behaviour.inserted = true;
  await dialog.getByRole('button', { name: 'Повторить' }).click();
  await expect(dialog.getByRole('radio', { name: /Сурнин/, checked: true })).toBeEnabled();
  const sign = dialog.getByRole('button', { name: 'Подписать' });
  await expect(sign).toBeEnabled();
  await sign.click();
  await dialog.getByLabel('PIN-код токена').fill('0000');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('PIN-код не подошёл. Осталось попыток: 9.')).toBeVisible();
  await inspect(page);
  await dialog.getByLabel('PIN-код токена').fill(pinOfToken);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Подтвердите паролем' }).getByLabel('Пароль').fill(demoUser.password);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Документ подписан. Подпись действительна')).toBeVisible();

  // Several letters are signed by one confirmation, and the token is asked for its PIN once.
  await letterToSign(browser, stand, 'О ремонте котельной');
  await letterToSign(browser, stand, 'Об остатках топлива');
  const { items: kinds } = (await (await page.request.get('/api/kinds')).json()) as { items: { name: string; flow: string; sign_with: string }[] };
  const kind = kinds.find(({ flow, sign_with: demand }) => flow === 'outgoing' && demand === 'qualified')?.name ?? '';
  await page.goto('/tasks?queue=sign');
  await page.getByRole('status').filter({ hasText: `${kind}: ` }).getByRole('button', { name: 'Подписать все' }).click();
  const all = page.getByRole('dialog', { name: /^Подписать все/ });
  await expect(all.getByRole('link', { name: 'Об остатках топлива' })).toBeVisible();
  await all.getByRole('button', { name: /Подписать все/ }).click();
  await all.getByLabel('PIN-код токена').fill(pinOfToken);
  await page.keyboard.press('Enter');
  await expect(all.getByText(/Подписано: \d+/)).toBeVisible({ timeout: 20_000 });
  await expect(all.getByText('Пропущено')).toHaveCount(0);
});
