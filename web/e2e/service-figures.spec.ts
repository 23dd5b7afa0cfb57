import { expect, test } from './stand.ts';

test('figures of services: a head chooses a period and a service, a figure opens its list, the workbook is loaded; visits lead from the page to the result', async ({ page, signIn, inspect }) => {
  await signIn(page, 'poliakova');
  await page.goto('/applications/figures');
  const total = page.getByRole('link', { name: /Подано заявлений \d/ });
  await expect(total).toBeVisible();
  await expect(page.getByRole('link', { name: /Подано заявлений: год назад/ })).toHaveAttribute('href', /figures\/list/); // that figure opens its list too
  await inspect(page);

  // The picture and its table say the same.
  const outcomes = page.getByRole('figure', { name: 'Чем закончилось' });
  const granted = outcomes.getByRole('link', { name: /Услуга предоставлена(?!.*год назад)/ });
  const count = (await granted.innerText()).replace(/\D/g, '');
  await outcomes.getByRole('button', { name: 'Чем закончилось: Таблица' }).click();
  await expect(outcomes.getByRole('row', { name: /Услуга предоставлена/ })).toContainText(count);
  await inspect(page);

  // A figure opens its list, and the list has as many lines.
  await outcomes.getByRole('row', { name: /Услуга предоставлена/ }).getByRole('link').first().click();
  await expect(page).toHaveURL(/outcome=issued/);
  await expect(page.getByRole('status').filter({ hasText: `${count} заявлени` })).toBeVisible();
  const list = page.getByRole('grid', { name: 'Заявления за показателем' });
  await expect(list).toContainText('Справка о браке');
  await inspect(page);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Скачать XLSX' }).click()]);
  expect(file.suggestedFilename()).toMatch(/^zayavleniya-.*\.xlsx$/);
  await list.getByText('Справка о браке').first().click();
  await expect(page.getByRole('heading', { level: 1, name: /брак/ })).toBeVisible();

  // One service, and how long its steps take.
  await page.goto('/applications/figures');
  await page.getByRole('button', { name: /Все услуги/ }).click();
  await page.getByRole('option', { name: 'Справка о браке' }).click();
  await expect(page).toHaveURL(/service=/);
  await expect(page.getByRole('figure', { name: 'По услугам' })).toHaveCount(0);
  await expect(page.getByRole('row', { name: /Рассмотрение и решение/ })).toContainText('дн');
  const [book] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Скачать XLSX' }).click()]);
  expect(book.suggestedFilename()).toMatch(/^uslugi-.*\.xlsx$/);

  // The officer of the service sees how people come to it.
  await signIn(page, 'ageeva');
  await page.goto('/applications/visits');
  await expect(page.getByText('Выберите услугу', { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: /Услуга/ }).click();
  await page.getByRole('option', { name: 'Справка о браке' }).click();
  await expect(page.getByRole('region', { name: 'Путь к услуге' })).toContainText('Получили решение');
  await inspect(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await inspect(page);
  await page.goto('/applications/figures');
  await expect(total).toBeVisible();
  await inspect(page);

  // Who oversees the region sees all bodies and nobody's name; another body sees its own alone.
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, 'abramov');
  await page.goto('/applications/figures');
  await expect(page.getByRole('figure', { name: 'По органам' })).toContainText('Комитет ЗАГС');
  await signIn(page, 'sokolov');
  expect((await page.request.get('/api/service-figures?from=2026-01-01&to=2026-01-31&body=1')).status()).toBe(403);
});
