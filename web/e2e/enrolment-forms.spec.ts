import type { Locator, Page } from '@playwright/test';
import { expect, test } from './stand.ts';

// Every form of the enrolment: what is wrong has its sentence beside the field, what is right is taken; on a wide screen and
// on a phone.

const dialog = (page: Page) => page.getByRole('dialog');

const act = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true }).click();

/** Presses the act with something missing: the sentence stands there and nothing is sent. */
async function says(page: Page, name: string, sentence: string | RegExp): Promise<void> {
  await act(page, name);
  await expect(dialog(page).getByText(sentence).first()).toBeVisible();
}

const school = async (page: Page, item: string) => {
  await page.getByRole('button', { name: 'Школа', exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
};

const closed = (page: Page) => expect(dialog(page)).toHaveCount(0);

const type = async (field: Locator, value: string) => {
  await field.fill('');
  await field.fill(value);
};

test('every form of the enrolment says what is wrong beside its field and takes what is right', async ({ page, signIn, inspect }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, 'egorova');
  await page.goto('/enrolment');

  await page.getByRole('button', { name: 'Добавить школу' }).click();
  await says(page, 'Сохранить', 'Назовите школу');
  await inspect(page);
  await dialog(page).getByLabel('Название').fill('школа №27');
  await says(page, 'Сохранить', 'Школа с таким названием или кодом уже есть.');
  await type(dialog(page).getByLabel('Название'), 'Гимназия № 56');
  await dialog(page).getByLabel('Код в списке формы').fill('izh-56');
  await act(page, 'Сохранить');
  await closed(page);
  await page.getByRole('link', { name: /Гимназия № 56/ }).click();

  await school(page, 'Места по классам');
  await type(dialog(page).getByRole('textbox', { name: /^Класс/ }), '');
  await says(page, 'Сохранить', 'Назовите класс');
  await type(dialog(page).getByRole('textbox', { name: /^Класс/ }), '1А, физико-математический');
  await act(page, 'Сохранить');
  await closed(page);
  await expect(page.getByText(/Мест 25/)).toBeVisible();

  await school(page, 'Закреплённая территория');
  await act(page, 'Закрепить дома');
  await says(page, 'Сохранить', 'Назовите улицу, как в акте');
  await inspect(page);
  await dialog(page).getByLabel('Улица').fill('ул. Удмуртская');
  await dialog(page).getByLabel('Номер акта').fill('212');
  await type(dialog(page).getByLabel('С дома'), '20');
  await dialog(page).getByLabel('По дом', { exact: true }).fill('10');
  await says(page, 'Сохранить', 'Последний дом не может быть раньше первого');
  await type(dialog(page).getByLabel('По дом', { exact: true }), '120');
  await act(page, 'Сохранить');
  await expect(dialog(page).getByText('ул. Удмуртская, дома 20–120')).toBeVisible();
  await dialog(page).getByRole('button', { name: /Закончить сегодня/ }).click();
  await expect(dialog(page).getByText(/действует с .* по /)).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Закрыть' }).click();

  await school(page, 'Название школы');
  await type(dialog(page).getByLabel('Название'), '');
  await says(page, 'Сохранить', 'Назовите школу');
  await dialog(page).getByLabel('Название').fill('Гимназия № 56 имени Пушкина');
  await act(page, 'Сохранить');
  await expect(page.getByRole('heading', { name: 'Гимназия № 56 имени Пушкина' })).toBeVisible();

  await page.getByRole('link', { name: /Лицей № 41/ }).click();
  await page.getByText('Лебедев Артём').first().click();
  await inspect(page);
  await act(page, 'Отказать');
  await says(page, 'Отказать', 'Объясните родителям, почему');
  await inspect(page);
  await dialog(page).getByLabel('Причина').fill('Адрес не подтверждён');
  await act(page, 'Отказать');
  await expect(page.getByRole('grid').getByText('Отказ', { exact: true }).first()).toBeVisible();
  await page.getByText('Ившина Мария').first().click();
  await act(page, 'Запросить подлинники');
  await says(page, 'Запросить подлинники', 'Объясните родителям, почему');
  await dialog(page).getByLabel('Причина').fill('Свидетельство о регистрации по месту жительства');
  await act(page, 'Запросить подлинники');
  await expect(page.getByRole('grid').getByText('Нужны подлинники', { exact: true }).first()).toBeVisible();
  await page.getByText('Стрелков Лев').first().click();
  await act(page, 'Подтвердить');
  await act(page, 'Подтвердить');
  await expect(page.getByRole('grid').getByText('Подтверждено', { exact: true }).first()).toBeVisible();
  await page.getByText('Стрелков Лев').first().click();
  await act(page, 'Отозвать по просьбе родителей');
  await dialog(page).getByLabel('Причина').fill('Семья переезжает');
  await act(page, 'Отозвать по просьбе родителей');
  await expect(page.getByRole('grid').getByText('Отозвано', { exact: true }).first()).toBeVisible();

  await page.goto('/enrolment?part=unsorted');
  await page.getByText('Лицей 41-й на Ленина').first().click();
  await act(page, 'Указать школу');
  await says(page, 'Указать школу', 'Выберите из списка');
  await dialog(page).getByRole('button', { name: /Школа/ }).click();
  await page.getByRole('option', { name: 'Лицей № 41' }).click();
  await act(page, 'Указать школу');
  await expect(page.getByText('Все заявления отнесены к школам')).toBeVisible();
});

test('the dates of a reception are set, and the forms fit a phone', async ({ page, signIn, inspect }) => {
  const year = new Date().getFullYear() + 2;
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, 'egorova');
  await page.goto('/enrolment?part=dates');
  await expect(page.getByText('Сейчас идёт этап 2.')).toBeVisible();
  await page.getByRole('button', { name: 'Назначить приём' }).click();
  await says(page, 'Сохранить', 'Выберите услугу');
  await inspect(page);
  await dialog(page).getByRole('button', { name: /Услуга/ }).click();
  await page.getByRole('option', { name: /первый класс/i }).click();
  await type(dialog(page).getByLabel('Год', { exact: true }).first(), String(year));
  await type(dialog(page).getByLabel('Первый этап открывается: время'), '25:00');
  await says(page, 'Сохранить', 'Время – как 15:00');
  await type(dialog(page).getByLabel('Первый этап открывается: время'), '15:00');
  await type(dialog(page).getByLabel('Второй этап закрывается: время'), '18:30');
  await act(page, 'Сохранить');
  await expect(page.getByRole('heading', { name: `Приём ${year} года` })).toBeVisible();
  await expect(page.getByText(`05.09.${year}, 18:30`)).toBeVisible();
  await page.getByRole('button', { name: `Изменить сроки ${year} года` }).click();
  await type(dialog(page).getByLabel('Второй этап закрывается: время'), '08:30');
  await act(page, 'Сохранить');
  await page.getByText('Сроки менялись: 1 раз').click();
  await inspect(page);

  await page.goto('/enrolment');
  for (const [item, field] of [['Места по классам', 'Добавить класс'], ['Закреплённая территория', 'Закрепить дома'], ['Название школы', 'Сохранить']] as const) {
    await page.getByRole('button', { name: 'Школа', exact: true }).last().click();
    await page.getByRole('menuitem', { name: item }).click();
    await expect(dialog(page).getByRole('button', { name: field, exact: true })).toBeVisible();
    await inspect(page);
    await page.keyboard.press('Escape');
    await closed(page);
  }
});
