import type { Browser, Page } from '@playwright/test';
import { applies, enters } from './applicant.ts';
import { decides, headSigns, takeAndRegister } from './officer.ts';
import { expect, test } from './stand.ts';

/** A service with a form of its own, and the people of the body that provides it. */
export interface Finished {
  name: string;
  slug: string;
  officer: string;
  head: string;
  /** What the applicant answers; whatever else the form insists on he answers by the kind of the question. */
  answers?: Record<string, string>;
}

type SignIn = (page: Page, login?: string) => Promise<void>;

/** The application as its officer finds it in the queue. */
export async function arrived(page: Page, number: string): Promise<number> {
  let id = 0;
  await expect(async () => {
    const list = (await (await page.request.get('/api/applications?queue=open&state=received&limit=50')).json()) as { items: { id: number; number: string }[] };
    id = list.items.find((one) => one.number === number)?.id ?? 0;
    expect(id).toBeGreaterThan(0);
  }).toPass({ timeout: 15_000 });
  return id;
}

/** From the queue to the signature of the head: granted, or refused for a reason. */
async function considered(page: Page, browser: Browser, stand: string, signIn: SignIn, service: Finished, number: string, refusal?: string): Promise<number> {
  const id = await arrived(page, number);
  await page.goto(`/applications/${id}`);
  await takeAndRegister(page);
  await decides(page, refusal);
  await headSigns(browser, stand, (head) => signIn(head, service.head), page, id);
  return id;
}

/** Each finished service from the form to the signed result, and to one refusal; the applicant finds both in his account. */
export function walks(services: Finished[]) {
  for (const service of services)
    test(`${service.name}: from the form to the signed result, and a refusal`, async ({ page, browser, stand, signIn, inspect }) => {
      const citizen = await browser.newContext({ baseURL: stand, viewport: { width: 390, height: 844 }, locale: 'ru-RU' });
      const phone = await citizen.newPage();
      await enters(phone, '1000200001');
      const first = await applies(phone, service.slug, service.answers);
      const second = await applies(phone, service.slug, service.answers);
      expect(second).not.toBe(first);

      await signIn(page, service.officer);
      const granted = await considered(page, browser, stand, signIn, service, first);
      const refused = await considered(page, browser, stand, signIn, service, second, 'Сведения не подтвердились. Уточните их и подайте заявление снова.');

      await expect(async () => {
        await phone.goto(`/account/applications/${granted}`);
        await expect(phone.getByText('Подпись проверена')).toBeVisible({ timeout: 1000 });
      }).toPass({ timeout: 20_000 });
      await inspect(phone);
      await expect(async () => {
        await phone.goto(`/account/applications/${refused}`);
        await expect(phone.getByText('Уточните их и подайте заявление снова.')).toBeVisible({ timeout: 1000 });
        await expect(phone.getByText('Подпись проверена')).toBeVisible({ timeout: 1000 });
      }).toPass({ timeout: 20_000 });
      await citizen.close();
    });
}
