import type { Page } from '@playwright/test';
import { expect, test } from './stand.ts';

const phone = { width: 390, height: 844 };
const grid = (page: Page, name: string) => page.getByRole('grid', { name });
const drawer = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });

/** Types into a field with search and takes the first found. */
async function pick(page: Page, field: string, text: string, option: string | RegExp = new RegExp(text)) {
  await page.getByRole('combobox', { name: field }).fill(text);
  await page.getByRole('option', { name: option }).first().click();
}

test('an administrator hires a person, gives him a role, forbids and allows to sign in, and dismisses him', async ({ page, signIn, inspect, demoUser }) => {
  await signIn(page, 'larin');
  await page.goto('/admin');
  await expect(page.getByRole('heading', { level: 1, name: 'Сотрудники' })).toBeVisible();
  await expect(grid(page, 'Сотрудники органа').getByRole('row')).not.toHaveCount(0);
  await inspect(page);
  await page.keyboard.press('c');
  const form = drawer(page, 'Принять сотрудника');
  await form.getByLabel('Фамилия').fill('Тестова');
  await form.getByLabel('Имя', { exact: true }).fill('Раиса');
  await pick(page, 'Должность', 'Ведущий консультант');
  await form.getByLabel('Имя для входа').fill('petrov');
  await form.getByRole('button', { name: 'Придумать' }).click();
  await inspect(page);
  await page.keyboard.press('Control+Enter');
  // Who gives rights proves first that it is he.
  const proof = drawer(page, 'Подтвердите паролем');
  await proof.getByLabel('Пароль').fill(demoUser.password);
  await proof.getByRole('button', { name: 'Подтвердить' }).click();
  await expect(form.getByRole('alert')).toContainText('Такое имя для входа уже занято');
  // A button that was busy leaves its word in the announcer for some seconds.
  await inspect(page, { except: ['[data-live-announcer]'] });
  await form.getByLabel('Имя для входа').fill('testova');
  await page.keyboard.press('Control+Enter');
  const card = drawer(page, /Тестова Раиса/);
  await expect(card.getByText('Исполнитель')).toBeVisible();
  await inspect(page);

  await card.getByRole('button', { name: 'Изменить роли' }).click();
  await drawer(page, /Роли: Тестова/).getByText('Визирует проекты').click();
  await page.keyboard.press('Control+Enter');
  await expect(card.getByText('Юрист')).toBeVisible();
  await card.getByRole('button', { name: 'Запретить вход' }).click();
  await expect(card.getByText(/Вход запрещён/)).toBeVisible();
  await card.getByRole('button', { name: 'Разрешить вход' }).click();
  await expect(card.getByRole('button', { name: 'Запретить вход' })).toBeVisible();

  await card.getByRole('button', { name: 'Уволить' }).click();
  const order = drawer(page, /Уволить: Тестова/);
  await expect(order.getByText('Открытых заданий нет')).toBeVisible();
  await order.getByLabel('Основание').fill('приказ № 5-к от 20.11.2026');
  await page.keyboard.press('Control+Enter');
  await expect(card.getByText('Уволен', { exact: false }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(grid(page, 'Сотрудники органа').getByText('Тестова')).toHaveCount(0);
});

test('what waits for a person who leaves is listed before he is dismissed', async ({ page, signIn, inspect }) => {
  await signIn(page, 'larin');
  await page.setViewportSize(phone);
  await page.goto('/admin/people');
  await page.getByText('Петров Глеб').click();
  await drawer(page, /Петров/).getByRole('button', { name: 'Уволить' }).click();
  const order = drawer(page, /Уволить: Петров/);
  await expect(order.getByRole('button', { name: /Передать задание: Исполнить/ }).first()).toBeDisabled();
  await inspect(page);
  await pick(page, 'Кому передать', 'Сидорова');
  await expect(order.getByRole('button', { name: 'Передать все' })).toBeEnabled();
});

test('the structure is a tree whose units and posts are changed', async ({ page, signIn, inspect }) => {
  await signIn(page, 'larin');
  await page.goto('/admin/structure');
  await expect(page.getByRole('treegrid', { name: 'Подразделения и должности' })).toContainText('Министр, Сурнин Д. Н.');
  await inspect(page);
  await page.getByRole('button', { name: 'Добавить' }).click();
  await page.getByRole('menuitem', { name: 'Подразделение' }).click();
  const form = drawer(page, 'Новое подразделение');
  await form.getByLabel('Название').fill('Отдел проверки');
  await pick(page, 'Входит в', 'Руководство');
  await inspect(page);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('row', { name: /Отдел проверки/ }).dblclick();
  await drawer(page, 'Отдел проверки').getByText('Действует').click();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('row', { name: /Отдел проверки/ })).toContainText('не действует');
});

test('a second deputy for the same days is explained before it is sent', async ({ page, signIn, inspect }) => {
  await signIn(page, 'larin');
  await page.goto('/admin/substitutions');
  await expect(grid(page, 'Приказы о замещении')).toContainText('Ершова');
  await inspect(page);
  await page.keyboard.press('c');
  await pick(page, 'Кого замещают', 'Сурнин');
  await pick(page, 'Кто замещает', 'Кузнецов');
  const last = new Date(Date.now() + 2 * 86_400_000);
  const segments = drawer(page, 'Назначить замещение').getByRole('group', { name: 'Последний день' }).getByRole('spinbutton');
  await segments.nth(0).click();
  await page.keyboard.type([last.getDate(), last.getMonth() + 1].map((one) => String(one).padStart(2, '0')).join('') + last.getFullYear());
  await expect(page.getByText(/На эти дни уже назначено замещение: Ершова/)).toBeVisible();
  await expect(drawer(page, 'Назначить замещение').getByRole('button', { name: 'Назначить' })).toBeDisabled();
  await inspect(page);
});

test('a template of numbers shows its number as it is written', async ({ page, signIn, inspect }) => {
  await signIn(page, 'larin');
  await page.goto('/admin/journals?open=new');
  const form = drawer(page, 'Новый журнал');
  await form.getByLabel('Название').fill('Письма Главы');
  await form.getByLabel('Шаблон номера').fill('{index}-15/{seq:5}');
  await expect(form.locator('output')).toHaveText('07-15/01234');
  await form.getByLabel('Шаблон номера').fill('{index}/{month}');
  await expect(form.getByText('Такого знака шаблона нет')).toBeVisible();
  await expect(form.getByRole('button', { name: 'Сохранить' })).toBeDisabled();
  await inspect(page);
  await form.getByLabel('Шаблон номера').fill('');
  await form.getByRole('button', { name: '{seq}', exact: true }).click();
  await page.keyboard.press('Control+Enter');
  await expect(grid(page, 'Журналы регистрации')).toContainText('Письма Главы');
  await inspect(page);
});

test('stages of a route are moved by keys and saved in their order', async ({ page, signIn, inspect }) => {
  await signIn(page, 'larin');
  await page.goto('/admin/routes?open=new');
  const form = drawer(page, 'Новый маршрут');
  await form.getByLabel('Название', { exact: true }).fill('Проверка маршрута');
  const stage = (at: number) => form.getByRole('listitem', { name: `Этап ${at}` });
  await stage(1).getByRole('combobox').fill('Никитин');
  await page.getByRole('option', { name: /Никитин/ }).first().click();
  // The list stays open for the next one.
  await page.keyboard.press('Escape');
  await form.getByRole('button', { name: 'Добавить этап' }).click();
  await stage(2).getByLabel('Название этапа').fill('Руководитель');
  await inspect(page);
  await page.keyboard.press('Control+Enter');
  await expect(form.getByRole('alert')).toBeVisible();
  await expect(stage(2).getByText('Добавьте хотя бы одно значение')).toBeVisible();
  await stage(2).getByRole('combobox').click();
  await page.keyboard.type('Руководитель автора');
  await page.getByRole('option', { name: /Руководитель автора/ }).click();
  await page.keyboard.press('Escape');
  await stage(2).getByLabel('Название этапа').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(stage(1).getByLabel('Название этапа')).toHaveValue('Руководитель');
  await expect(stage(1).getByLabel('Название этапа')).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(grid(page, 'Маршруты').getByRole('row', { name: /Проверка маршрута/ })).toContainText('Руководитель → Согласование');
});

test('lists of kinds, terms, cases, assistants and correspondents stand on a phone and in the dark', async ({ page, signIn, inspect }) => {
  await signIn(page, 'larin');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(phone);
  for (const part of ['kinds', 'terms', 'files', 'assistants', 'correspondents', 'journals', 'routes', 'structure']) {
    await page.goto(`/admin/${part}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('status', { name: 'Загрузка' })).toHaveCount(0);
    await inspect(page);
  }
});

test('an entry of the address book is corrected, taken out and brought back', async ({ page, signIn, inspect }) => {
  await signIn(page, 'belova');
  await page.goto('/');
  await page.getByRole('link', { name: 'Адресная книга' }).click();
  await page.getByRole('searchbox', { name: 'Название или фамилия' }).fill('прокур');
  const row = grid(page, 'Корреспонденты').getByRole('row', { name: /Прокуратура/ });
  await row.click();
  const form = drawer(page, /Прокуратура/);
  await form.getByRole('textbox', { name: 'Электронная почта' }).fill('mail@prokuror.example.org');
  await inspect(page);
  await page.keyboard.press('Control+Enter');
  await expect(row).toContainText('mail@prokuror.example.org');
  await row.click();
  await form.getByRole('button', { name: 'Убрать из книги' }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: 'Вернуть' }).click();
  await expect(row).toHaveCount(1);
});

test('the security officer reads the log and administers nothing', async ({ page, signIn, inspect }) => {
  await signIn(page, 'zueva');
  const refused = await page.request.get('/api/health');
  expect(refused.status()).toBe(403);
  await page.goto('/admin');
  await expect(page.getByRole('heading', { level: 1, name: 'Журнал действий' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Действие' })).toBeVisible();
  await inspect(page);
  await page.getByRole('button', { name: /Итог/ }).click();
  await page.getByRole('option', { name: 'Отказано' }).click();
  await expect(page).toHaveURL(/result=denied/);
  await grid(page, 'Действия').getByRole('row', { name: /Посмотреть состояние системы/ }).first().click();
  await expect(drawer(page, /Запись от/)).toContainText('Состояние системы видит администратор органа, который ведёт установку');
  await inspect(page);
  await page.goto('/admin/people');
  await expect(page.getByText('У вас нет прав на этот раздел').last()).toBeVisible();
  await inspect(page);
});

test('the state of the system says what works and what a missing part means', async ({ page, signIn, inspect }) => {
  await signIn(page, 'larin');
  await page.goto('/admin/state');
  await expect(page.getByText('База данных')).toBeVisible();
  await expect(page.getByText('Письма по электронной почте не уходят', { exact: false })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Работы по расписанию' })).toBeVisible();
  await inspect(page);
  await page.setViewportSize(phone);
  await inspect(page);
});
