import type { Page } from '@playwright/test';
import { decides, headSigns, takeAndRegister } from './officer.ts';
import { expect, test } from './stand.ts';

// A certificate goes through a request to another body to its signed result, which the citizen finds in her account; a
// request of another body is work in the inbox; the administrator keeps the dictionary of requests.

const applicant = { kind: 'person', snils: '900-000-001 82', surname: 'Мельникова', name: 'Анна', patronymic: 'Сергеевна', born_on: '1988-04-12' };

/** The officer enters at the counter what a citizen has brought on paper; tells its number. */
async function entered(page: Page): Promise<{ id: number; number: string }> {
  const { items } = (await (await page.request.get('/api/application-services')).json()) as { items: { id: number; name: string }[] };
  const service_id = items.find(({ name }) => name === 'Справка о браке')?.id;
  const answers = {
    who: 'spouse', applicant: { surname: 'Мельникова', name: 'Анна', patronymic: 'Сергеевна', birth_date: '1988-04-12', snils: '90000000182' },
    passport: { number: '9411123456', issued_on: '2011-05-03', issued_by: 'УФМС России по Удмуртской Республике' }, contacts: { phone: '+79120000001' },
    husband: { surname: 'Мельников', name: 'Игорь' }, wife: { surname: 'Соколова', name: 'Анна' }, record: { office: 'Отдел ЗАГС города Ижевска', number: '318' },
    divorced: false, purpose: 'pension', copies: 1, result_way: 'account', sign: true,
  };
  const data = { service_id, key: crypto.randomUUID(), channel: 'visit', applicant, answers };
  const answer = await page.request.post('/api/applications', { data });
  expect(answer.ok(), await answer.text()).toBe(true);
  const { number } = (await answer.json()) as { number: string };
  expect(number).not.toBe('');
  let id = 0;
  await expect(async () => {
    const list = (await (await page.request.get('/api/applications?queue=open&state=received&limit=50')).json()) as { items: { id: number; number: string }[] };
    id = list.items.find((one) => one.number === number)?.id ?? 0;
    expect(id).toBeGreaterThan(0);
  }).toPass({ timeout: 15_000 });
  return { id, number };
}

test('a certificate goes through a request to another body to a signed result in the account', async ({ page, browser, stand, signIn, inspect }) => {
  await signIn(page, 'ageeva');
  const { id, number } = await entered(page);
  await page.goto(`/applications/${id}`);
  await takeAndRegister(page);

  await page.getByRole('button', { name: 'Направить запросы' }).click();
  const asking = page.getByRole('dialog', { name: 'Межведомственные запросы' });
  await expect(asking.getByLabel('Фамилия').first()).toHaveValue('Мельникова');
  await inspect(page);
  await asking.getByRole('button', { name: 'Направить запросы' }).click();
  await page.getByRole('tab', { name: 'Запросы' }).click();
  const request = page.getByRole('article', { name: /регистрации заключения брака/ });
  await expect(request.getByText('Номер записи акта')).toBeVisible({ timeout: 25_000 });
  await expect(request.getByText('есть ответ')).toBeVisible();
  await expect(request.getByText(/Подпись отправителя: верна/)).toBeVisible();
  await inspect(page);

  await page.goto('/interagency');
  await page.getByRole('searchbox', { name: /Номер, фамилия, орган/ }).fill('Мельникова Анна');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Найдено' })).toBeVisible();
  await page.getByRole('button', { name: 'Завершены' }).click();
  await inspect(page);
  await page.getByRole('link', { name: number }).first().click();
  await expect(page).toHaveURL(new RegExp(`/applications/${id}$`));
  await decides(page);
  await headSigns(browser, stand, (other) => signIn(other, 'poliakova'), page, id);

  const citizen = await browser.newContext({ baseURL: stand, viewport: { width: 390, height: 844 }, locale: 'ru-RU' });
  const phone = await citizen.newPage();
  await phone.goto('/account/sign-in');
  await phone.getByRole('link', { name: 'Войти через Госуслуги' }).click();
  await phone.getByRole('link', { name: /Мельникова/ }).click();
  await expect(async () => {
    await phone.goto(`/account/applications/${id}`);
    await expect(phone.getByRole('heading', { name: 'Услуга предоставлена' })).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 20_000 });
  await expect(phone.getByText(number).first()).toBeVisible();
  await inspect(phone);
  await citizen.close();
});

test('a request of another body is work in the inbox, and the administrator keeps the dictionary', async ({ page, signIn, inspect }) => {
  await page.goto('/agency-simulator/');
  await page.getByLabel('Вид запроса').selectOption({ label: 'Сведения о разрешении на строительство' });
  await page.getByRole('button', { name: 'Отправить запрос' }).click();

  await signIn(page, 'sidorova');
  const task = page.getByRole('grid', { name: 'Мои задания' }).getByRole('row').filter({ hasText: 'Сведения о разрешении на строительство' });
  await expect(async () => {
    await page.goto('/tasks');
    await expect(task.first()).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 25_000 });
  await inspect(page);
  await task.first().click();
  await page.getByRole('button', { name: 'Взять' }).click();
  await expect(page.getByText(/Отвечает: Сидорова/)).toBeVisible();
  await inspect(page);
  await page.getByRole('button', { name: 'Ответить', exact: true }).click();
  const reply = page.getByRole('dialog', { name: 'Ответ на запрос' });
  await reply.getByLabel('Номер разрешения').fill('18-26-2026');
  await reply.getByRole('button', { name: 'Ответить' }).click();
  await expect(page.getByText('отвечен', { exact: true })).toBeVisible();

  await signIn(page, 'larin');
  await page.goto('/interagency');
  await page.getByRole('searchbox', { name: 'Найти вид запроса' }).fill('судимости');
  await page.getByRole('button', { name: /наличии или отсутствии судимости/ }).click();
  const form = page.getByRole('dialog', { name: /наличии или отсутствии судимости/ });
  await inspect(page);
  await form.getByLabel('Элемент запроса').fill('1 нельзя');
  await form.getByRole('button', { name: 'Сохранить' }).click();
  await expect(form.getByText('Проверьте написание')).toBeVisible();
  await form.getByLabel('Элемент запроса').fill('RecordRequest');
  await form.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('Вид запроса сохранён')).toBeVisible();
});
