import type { Page } from '@playwright/test';
import { expect, test } from './stand.ts';

// A session ends while a form is being filled (a long lunch, a restart of the program): the form stays, the person signs
// in over it, the act goes on. That every form keeps a draft besides is a house rule of src/rules.test.ts.

interface Form {
  name: string;
  login: string;
  address: string;
  fill: (page: Page) => Promise<unknown>;
  /** What shows that the act went on with what was typed. */
  done: (page: Page) => Promise<unknown>;
}

const forms: readonly Form[] = [
  {
    name: 'a new letter',
    login: 'sidorova',
    address: '/outgoing',
    fill: async (page) => {
      await page.getByRole('button', { name: 'Создать письмо' }).click();
      await page.getByRole('dialog').getByLabel('Заголовок').fill('О приёмке работ после перерыва');
    },
    done: (page) => expect(page.getByRole('heading', { name: 'О приёмке работ после перерыва' })).toBeVisible(),
  },
  {
    name: 'a correspondent',
    login: 'larin',
    address: '/admin/correspondents',
    fill: async (page) => {
      await page.getByRole('button', { name: 'Добавить' }).click();
      await page.getByRole('dialog').getByLabel('Название').fill('Управление после перерыва');
    },
    done: (page) => expect(page.getByText('Управление после перерыва').first()).toBeVisible(),
  },
  {
    name: 'a reserved number',
    login: 'vasileva',
    address: '/journals',
    fill: async (page) => {
      await page.getByRole('button', { name: 'Зарезервировать' }).click();
      await page.getByRole('dialog').getByLabel('Для чего').fill('Письмо после перерыва');
    },
    done: (page) => expect(page.getByRole('row').filter({ hasText: 'Письмо после перерыва' })).toContainText('Резерв'),
  },
];

for (const form of forms)
  test(`a session that ends over ${form.name} loses nothing`, async ({ page, context, stand, signIn }) => {
    await signIn(page, form.login);
    await page.goto(form.address);
    await form.fill(page);
    await context.clearCookies({ name: 'veche_session' });
    await page.keyboard.press('Control+Enter');
    const again = page.getByRole('dialog', { name: 'Сеанс закончился' });
    const users = (await (await fetch(`${stand}/auth/demo`)).json()) as { items: { login: string; password: string }[] };
    await again.getByLabel('Имя для входа').fill(form.login);
    await again.getByLabel('Пароль').fill(users.items.find((one) => one.login === form.login)?.password ?? '');
    await page.keyboard.press('Enter');
    await expect(again).toBeHidden();
    await form.done(page);
  });
