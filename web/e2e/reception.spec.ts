import { expect, test } from './stand.ts';

test('a citizen writes on a phone, the clerk registers, the citizen sees number and term', async ({ page, signIn, inspect }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ['/reception', '/reception/channels', '/reception/track', '/reception/view', '/reception/minstroy/snippet', '/account/sign-in']) {
    await page.goto(path);
    await inspect(page);
  }
  await page.goto('/reception');
  await page.getByRole('link', { name: /Министерство строительства/ }).click();
  await inspect(page);
  await page.getByRole('link', { name: 'Написать обращение' }).click();
  await page.getByRole('link', { name: 'Войти через Госуслуги' }).click();
  await expect(page.getByText('Имитатор, не Госуслуги')).toBeVisible();
  await inspect(page);
  await page.getByRole('link', { name: /Мельникова/ }).click();

  await page.getByRole('button', { name: 'Продолжить' }).click();
  const errors = page.getByRole('alert');
  await expect(errors).toBeFocused();
  await inspect(page);
  await page.getByText('Попросить помочь').click();
  await page.getByLabel('О чём, в двух словах').fill('Не горит свет в подъезде на Речной');
  await page.getByLabel('Подробно').fill('В подъезде дома 18 нет света, отопления и горячей воды. <script>Прошу</script> помочь.');
  await expect(page.getByText('Черновик сохранён')).toBeVisible();
  await page.getByRole('button', { name: 'Продолжить' }).click();
  await expect(page.getByText('вам может помочь')).toContainText('Минстрой');
  await expect(page.getByRole('radio', { name: /Министерство строительства/ })).toBeChecked();
  await page.getByLabel('Кому именно').selectOption({ index: 1 });
  await inspect(page);
  await page.getByRole('button', { name: 'Продолжить' }).click();
  await page.getByLabel('Выберите файлы').setInputFiles({ name: 'акт.txt', mimeType: 'text/plain', buffer: Buffer.from('Акт осмотра подъезда') });
  await expect(page.getByRole('button', { name: 'Убрать акт.txt' })).toBeVisible();
  await page.getByLabel('Выберите файлы').setInputFiles({ name: 'игра.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') });
  await expect(page.getByText('программы и архивы – нет')).toBeVisible();
  await inspect(page);
  await page.getByRole('link', { name: 'Продолжить' }).click();
  await page.getByText('Я знаю, что орган').click();
  await inspect(page);
  await page.getByRole('button', { name: 'Продолжить' }).click();
  await expect(page.getByText('<script>Прошу</script>')).toBeVisible();
  await inspect(page);
  await page.getByRole('button', { name: 'Отправить обращение' }).click();
  await expect(page.getByRole('region', { name: 'Обращение принято' })).toContainText(/ИП-\d\d-\d{4}-\d{4}-\d{4}/);
  await inspect(page);
  const own = page.url().replace(/\?.*/, '');

  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, 'vasileva');
  await page.goto('/appeals');
  await page.getByRole('grid', { name: 'Обращения граждан' }).getByText('Не горит свет в подъезде на Речной').first().click();
  await expect(page.getByLabel('Краткое содержание', { exact: true })).toHaveValue('Не горит свет в подъезде на Речной');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alertdialog').getByText(/Зарегистрировано: № ОГ-/)).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(own);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('main')).toContainText(/под номером ОГ-\d+/, { timeout: 500 });
  }).toPass();
  await expect(page.getByRole('complementary', { name: 'Сведения' })).toContainText('Ответ – не позднее');
  await inspect(page);
  await page.goto('/account');
  await expect(page.getByText(/№ ОГ-\d+ от/)).toBeVisible();
  await inspect(page);

  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, 'larin');
  await page.goto('/admin/reception');
  await expect(page.getByRole('heading', { name: 'Интернет-приёмная' })).toBeVisible();
  await inspect(page);
  await page.getByRole('button', { name: 'Изменить страницу' }).click();
  await page.getByLabel('Телефон для справок').fill('(3412) 11-11-11');
  await inspect(page);
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('(3412) 11-11-11')).toBeVisible();
});
