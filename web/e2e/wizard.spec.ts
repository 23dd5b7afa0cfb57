import type { Page } from '@playwright/test';
import { expect, test } from './stand.ts';

const next = (page: Page) => page.getByRole('button', { name: 'Продолжить' }).click();

const date = async (page: Page, legend: string, [day, month, year]: [string, string, string]) => {
  const group = page.getByRole('group', { name: legend });
  await group.getByLabel('День').fill(day);
  await group.getByLabel('Месяц').fill(month);
  await group.getByLabel('Год').fill(year);
};

test('a parent fills in an application on a phone, leaves, comes back, mends an error and sends it', async ({ page, inspect }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/services/detskii-sad/apply');
  await page.getByRole('link', { name: 'Войти через Госуслуги' }).click();
  await page.getByRole('link', { name: /Мельникова/ }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Есть ли у ребёнка льгота');
  await inspect(page);
  await next(page);
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page).toHaveTitle(/^Ошибка:/);
  await inspect(page);
  await page.getByRole('alert').getByRole('link').click();
  await page.keyboard.press('Space');
  await next(page);
  await page.getByRole('radio').first().check();
  await next(page);

  // What Госуслуги know is filled in already; the passport is not theirs.
  await expect(page.getByLabel('Фамилия')).toHaveValue('Мельникова');
  await expect(page.getByLabel('СНИЛС')).toHaveValue(/^\d{3}-\d{3}-\d{3} \d{2}$/);
  await inspect(page);
  await next(page);
  await page.getByLabel('Серия и номер').fill('94 11 123456');
  await date(page, 'Дата выдачи', ['3', '5', '2011']);
  await page.getByLabel('Кем выдан').fill('УФМС России по Удмуртской Республике');
  await expect(page.getByText(/Черновик сохранён в/)).toBeVisible();

  // He leaves, and goes on where he was.
  await page.goto('/account');
  await page.goto('/services/detskii-sad/apply');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Паспорт');
  await expect(page.getByLabel('Серия и номер')).toHaveValue('94 11 123456');
  await next(page);
  await expect(page.getByLabel('Телефон')).toHaveValue('+7 912 000-00-01');
  await next(page);
  await page.getByText('Мать или отец').click();
  await next(page);

  const child = { Фамилия: 'Мельников', Имя: 'Тимофей', СНИЛС: '112-233-445 96', 'Свидетельство о рождении': '3-ни 654321' };
  for (const [label, value] of Object.entries(child)) await page.getByLabel(label).fill(value);
  await date(page, 'Дата рождения', ['30', '8', '2024']);
  await next(page);
  const wrong = page.getByRole('alert');
  await expect(wrong).toContainText('в СНИЛС 11 цифр');
  await expect(wrong).toContainText('III-НИ 654321');
  await inspect(page);
  await wrong.getByRole('link', { name: /СНИЛС/ }).click();
  await expect(page.getByLabel('СНИЛС')).toBeFocused();
  await page.getByLabel('СНИЛС').fill('112 233 445 95');
  await page.getByLabel('Свидетельство о рождении').fill('iii ни 654321');

  // The network is lost for a while: nothing of what is typed is.
  await page.context().setOffline(true);
  await next(page);
  await expect(page.getByText(/Нет связи/)).toBeVisible();
  await page.getByLabel('Город, село или деревня').fill('Воткинск');
  await page.getByLabel('Дом, корпус').fill('18');
  await inspect(page);
  await page.context().setOffline(false);
  await expect(page.getByText(/Черновик сохранён в/)).toBeVisible();
  await next(page);

  await page.getByRole('combobox', { name: /Детский сад/ }).fill('воткинск');
  await page.getByRole('option', { name: /Детский сад № 17/ }).click();
  await page.getByText('Да', { exact: true }).click();
  await inspect(page);
  await next(page);
  await date(page, 'Желаемая дата зачисления', ['1', '9', '2027']);
  await page.getByText('Полный день, 12 часов').click();
  await page.getByText('Русский').click();
  await inspect(page);
  await next(page);
  await page.getByText(/^Согласен на обработку/).click();
  await page.getByText(/^Сведения верны/).click();
  await inspect(page);
  await next(page);

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Проверьте ответы');
  await expect(page.getByRole('region', { name: 'Ребёнок', exact: true })).toContainText('III-НИ 654321');
  await inspect(page);
  await page.getByRole('button', { name: /Изменить.*режим/ }).click();
  await page.getByText('Сокращённый день, 10 часов').click();
  await next(page);
  await expect(page.getByRole('main')).toContainText('Сокращённый день');
  await page.getByRole('button', { name: 'Отправить заявление' }).click();
  await expect(page.getByRole('heading', { name: 'Заявление отправлено' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText(/\d+-\d{4}-\d{6}/);
  await inspect(page);
});
