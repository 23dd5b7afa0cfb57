import type { Page } from '@playwright/test';
import { expect, test } from './stand.ts';

// Every form of the registers of schools and of the queue to kindergartens, on a desk and on a phone.

const shut = async (page: Page) => {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
};

test('the forms of schools and kindergartens stand on a desk and on a phone', async ({ page, signIn, inspect }, info) => {
  await signIn(page, 'egorova');
  const look = async (name: string) => {
    await inspect(page);
    await page.screenshot({ path: info.outputPath(`${name}.png`) });
  };
  await page.goto('/enrolment');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await look('register');
  const setting = async (item: string) => {
    await page.getByRole('button', { name: 'Школа', exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  };
  await setting('Места по классам');
  await page.getByRole('button', { name: 'Добавить класс' }).click();
  await look('places');
  await shut(page);
  await setting('Закреплённая территория');
  await look('territory');
  await page.getByRole('button', { name: 'Закрепить дома' }).click();
  await look('territory-add');
  await shut(page);
  await page.goto('/enrolment?part=dates');
  await expect(page.getByRole('heading', { name: 'Сроки приёма' })).toBeVisible();
  await look('dates');
  await page.getByRole('button', { name: /Изменить сроки/ }).click();
  await look('dates-change');
  await shut(page);
  await page.goto('/enrolment?part=unsorted');
  await expect(page.getByRole('heading', { name: 'Без школы' })).toBeVisible();
  await look('unsorted');

  await page.goto('/kindergartens');
  await expect(page.getByRole('heading', { name: 'Детские сады' })).toBeVisible();
  await look('gardens');
  await page.getByText('Тронин Савелий').first().click();
  await page.getByRole('button', { name: 'Поставить на учёт' }).click();
  await look('garden-confirm');
  await page.getByRole('dialog').getByRole('button', { name: 'Поставить на учёт' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: 'Настройка' }).click();
  await page.getByRole('menuitem', { name: 'Сады, группы и места' }).click();
  await look('groups');
  await shut(page);
  await page.getByRole('button', { name: 'Распределить места' }).click();
  await look('formation');
  await page.getByRole('dialog').getByRole('button', { name: 'Распределить места' }).click();
  await expect(page.getByText('На подписи', { exact: true })).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  await look('gardens-phone');
  await page.goto('/enrolment');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await look('register-phone');
  await setting('Места по классам');
  await look('places-phone');
  await page.goto('/services/detskii-sad/queue');
  await expect(page.getByText(/Ждут: \d+/).first()).toBeVisible();
  await look('queue-phone');
});
