import { readFileSync } from 'node:fs';
import { expect, test } from './stand.ts';

/** The first signed letter of the ministry that a person finds among the outgoing ones. */
async function signedLetter(page: import('@playwright/test').Page): Promise<number> {
  const { items } = (await (await page.request.get('/api/cards?flow=outgoing&view=all')).json()) as { items: { id: number; state: string }[] };
  for (const { id } of items) {
    const { signatures } = (await (await page.request.get(`/api/documents/${id}/signatures`)).json()) as { signatures: { kind: string }[] };
    if (signatures.some(({ kind }) => kind === 'cms')) return id;
  }
  throw new Error('nothing is signed');
}

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]) {
  test.describe(`at ${viewport.width}`, () => {
    test.use({ viewport });

    test('a signature is checked on demand, and its report names every step and gives the evidence', async ({ page, signIn, inspect }) => {
      await signIn(page, 'petrov');
      await page.goto(`/cards/${await signedLetter(page)}?tab=signing`);
      await expect(page.getByText('Подпись действительна').first()).toBeVisible();
      await expect(page.getByText('Стенд: подпись не имеет юридической силы.').first()).toBeVisible();
      await page.getByRole('button', { name: 'Проверить сейчас' }).click();
      await expect(page.getByText('Подписи проверены: всё верно')).toBeVisible();

      await page.getByRole('button', { name: 'Отчёт о проверке' }).first().click();
      const report = page.getByRole('dialog', { name: 'Отчёт о проверке подписи' });
      await expect(report.getByText('Документ не изменился после подписания')).toBeVisible();
      await expect(report.getByText('Сертификат выдан доверенным центром и не отозван')).toBeVisible();
      await inspect(page);

      const [stamp] = await Promise.all([page.waitForEvent('download'), report.getByRole('link', { name: 'Штамп времени: Служба времени стенда' }).click()]);
      expect(stamp.suggestedFilename()).toBe('Служба времени стенда.tst');
      expect(readFileSync(await stamp.path()).length).toBeGreaterThan(500);
    });
  });
}
