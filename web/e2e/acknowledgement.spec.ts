import type { Page } from '@playwright/test';
import { expect, test } from './stand.ts';

const order = 'О назначении ответственных за подготовку к отопительному периоду';

async function pass(page: Page, password: string) {
  await page.getByRole('dialog', { name: 'Подтвердите паролем' }).getByLabel('Пароль').fill(password);
  await page.keyboard.press('Enter');
}

test('orders are acknowledged with a key once the administrator asks for it, and the sheet tells with which', async ({ page, signIn, inspect, demoUser }) => {
  await signIn(page, 'larin');
  const { items: kinds } = (await (await page.request.get('/api/kinds')).json()) as { items: { id: number; flow: string; name: string }[] };
  await page.goto(`/admin/kinds?open=${kinds.find(({ flow, name }) => flow === 'directive' && name === 'Приказ')?.id}`);
  const form = page.getByRole('dialog', { name: 'Требование к подписи: Приказ' });
  await form.getByRole('radiogroup', { name: 'Подпись об ознакомлении' }).getByText('Неквалифицированная (УНЭП)').click();
  await inspect(page);
  await page.keyboard.press('Control+Enter');
  await pass(page, demoUser.password);
  await expect(form).toBeHidden();

  await signIn(page, 'petrov');
  await page.goto('/tasks');
  await page.getByRole('grid', { name: 'Мои задания' }).getByRole('row').filter({ hasText: order }).click();
  await page.getByRole('button', { name: 'Ознакомиться под подпись' }).click();
  const dialog = page.getByRole('dialog', { name: order });
  await expect(dialog.getByText(/Вы подписываете отметку, что ознакомились/)).toBeVisible();
  const sign = dialog.getByRole('button', { name: 'Ознакомиться под подпись' });
  await expect(sign).toBeEnabled();
  await inspect(page);
  await sign.click();
  await pass(page, demoUser.password);
  await expect(page.getByText('Ознакомление подписано. Подпись действительна')).toBeVisible();

  await signIn(page, 'surnin');
  const { items } = (await (await page.request.get('/api/cards?flow=directive')).json()) as { items: { id: number; summary: string }[] };
  const id = items.find(({ summary }) => summary === order)?.id;
  await page.goto(`/cards/${id}?tab=acknowledgement`);
  await expect(page.getByRole('listitem').filter({ hasText: 'Петров' })).toContainText(/Усиленная электронная подпись.*действительна/);
  await inspect(page);
  const sheet = await page.request.get((await page.getByRole('link', { name: 'Лист ознакомления, PDF' }).getAttribute('href')) ?? '');
  expect(sheet.headers()['content-type']).toBe('application/pdf');

  await test.step('a power of attorney beside the signature: of another it does not stand, his own is shown by its fields', async () => {
    await page.goto(`/cards/${id}?tab=signing`);
    await bring(page, power('Петров', 'Глеб', 'Анатольевич'), 'Приложить доверенность');
    await expect(page.getByText('Полномочия не подтверждены')).toBeVisible();
    await expect(page.getByText(/Подписал не тот, кому выдана доверенность/)).toBeVisible();
    await bring(page, power('Сурнин', 'Дмитрий', 'Николаевич'), 'Заменить доверенность');
    await expect(page.getByText(/Подписал не тот, кому выдана доверенность/)).toBeHidden();
    for (const words of ['4f1c2d3e-5a6b-4c7d-8e9f-0a1b2c3d4e5f', 'Сурнин Дмитрий Николаевич', 'Подписывать приказы']) {
      await expect(page.locator('.facts-two').filter({ hasText: words }).last()).toBeVisible();
    }
    await expect(page.getByText('Подпись доверителя под доверенностью не приложена.')).toBeVisible();
    await inspect(page);
  });
});

async function bring(page: Page, xml: string, act: string) {
  await page.getByRole('button', { name: act }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Приложить машиночитаемую доверенность' });
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), dialog.getByRole('button', { name: 'Выбрать доверенность' }).click()]);
  await chooser.setFiles({ name: 'доверенность.xml', mimeType: 'application/xml', buffer: Buffer.from(xml) });
  await dialog.getByRole('button', { name: 'Приложить доверенность' }).click();
}

/** A power of attorney in the form EMCHD_1; all numbers are invented. */
const power = (surname: string, name: string, patronymic: string) => `<?xml version="1.0" encoding="utf-8"?>
<Доверенность xmlns="urn://x-artefacts/EMCHD_1" ПрЭлФорм="00000000"><Документ КНД="1110310"><Довер>
<СвДов ВидДовер="1" ПрПередов="1" НомДовер="4F1C2D3E-5A6B-4C7D-8E9F-0A1B2C3D4E5F" ДатаВыдДовер="2020-01-01" СрокДейст="2099-01-01"/>
<СвДоверит ТипДоверит="1"><Доверит><РосОргДовер><СвРосОрг НаимОрг="Министерство строительства" ИННЮЛ="1800000001" ОГРН="1021800000017"/>
<ЛицоБезДов ПолнЮЛ="1"><СвФЛ Должность="Глава"><СведФЛ><ФИО Фамилия="Глава" Имя="Иван" Отчество="Петрович"/></СведФЛ></СвФЛ></ЛицоБезДов></РосОргДовер></Доверит></СвДоверит>
<СвУпПред ТипПред="3"><Пред><СведФизЛ><СведФЛ><ФИО Фамилия="${surname}" Имя="${name}" Отчество="${patronymic}"/></СведФЛ></СведФизЛ></Пред></СвУпПред>
<СвПолн ТипПолн="1"><МашПолн><Полн КодПолн="BBD_1" НаимПолн="Подписывать приказы"/></МашПолн></СвПолн></Довер></Документ></Доверенность>`;
