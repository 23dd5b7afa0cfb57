import type { Page } from '@playwright/test';
import { decides, headSigns, takeAndRegister } from './officer.ts';
import { expect, test } from './stand.ts';

// A citizen applies on a foreign portal; the application comes over СМЭВ, an officer decides, and the signed result is on the
// page of the portal.

/** The newest order on the page of the portal, when it says what is waited for. */
async function portalSays(page: Page, words: RegExp): Promise<void> {
  await expect(async () => {
    await page.goto('/epgu-simulator/');
    await expect(page.getByRole('article').first()).toContainText(words, { timeout: 1000 });
  }).toPass({ timeout: 25_000 });
}

test('an application of a foreign portal comes once, is decided, and its result goes back', async ({ page, browser, stand, signIn, inspect }) => {
  await page.goto('/epgu-simulator/');
  await page.getByText('Справка о регистрации брака').click();
  await page.getByRole('button', { name: 'Отправить заявление' }).filter({ visible: true }).click();
  await page.getByRole('article').first().getByRole('button', { name: 'Отправить то же ещё раз' }).click();
  await page.getByRole('article').first().getByLabel('Сообщение ведомству').fill('Когда будет готово?');
  await page.getByRole('article').first().getByRole('button', { name: 'Отправить', exact: true }).click();
  await portalSays(page, /2 Заявление получено/);
  await portalSays(page, /Сообщений принято: 1/);

  await signIn(page, 'larin');
  await page.goto('/portals');
  await expect(page.getByText('Справка о регистрации брака')).toHaveCount(1);
  await inspect(page);
  await page.goto('/portals?part=services');
  await page.getByRole('button', { name: 'Разрешение на такси, самозанятый' }).click();
  await expect(page.getByRole('dialog').getByRole('group', { name: 'Файл 1' }).getByRole('button', { name: /Полис ОСАГО/ })).toBeVisible();
  await inspect(page);
  await page.goto('/portals?part=settings');
  await page.getByRole('button', { name: 'зарегистрировано', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Код статуса' })).toBeVisible();
  await inspect(page);

  await signIn(page, 'ageeva');
  const { items } = (await (await page.request.get('/api/applications?queue=open&state=received&limit=50')).json()) as { items: { id: number; channel: string }[] };
  const ours = items.filter(({ channel }) => channel === 'epgu');
  expect(ours).toHaveLength(1);
  const id = ours[0]?.id ?? 0;
  await page.goto(`/applications/${id}?tab=talk`);
  await expect(page.getByText('Когда будет готово?')).toBeVisible();
  await takeAndRegister(page);
  await decides(page);
  await headSigns(browser, stand, (other) => signIn(other, 'poliakova'), page, id);
  await portalSays(page, /3 Услуга оказана[\s\S]*result-.*подпись передачи: (valid|indeterminate)/);
});
