import type { Page } from '@playwright/test';
import type { Answers, FormFile, Schema } from '../src/forms/form.ts';
import { onDay } from '../src/forms/moment.ts';
import { expect } from './inspect.ts';

// An applicant who answers what the form insists on, as its own summary of errors tells him: no more is asked of anybody.

/** What is written by the kind of a field; the numbers have right control figures and belong to nobody. */
const byFormat: Record<string, string> = {
  snils: '112 233 445 95',
  passport: '94 11 123456',
  phone: '+7 912 000-00-01',
  email: 'citizen@example.org',
  postcode: '426000',
  cadastre: '18:26:010203:45',
  'birth-certificate': 'III-НИ 654321',
  inn: '7707083893',
  'inn-person': '500100732259',
  'inn-organisation': '7707083893',
  ogrn: '1027700132195',
  ogrnip: '304500116000157',
};

/** What is written where a field has a pattern of its own. */
const byPattern: Record<string, string> = {
  '^\\d{9}$': '049401601',
  '^\\d{20}$': '40817810500000000001',
  '^\\d{1,3}\\/\\d{1,4}$': '1/1',
  '^(?:\\d{13}|\\d{15})$': '304500116000157',
  '^[АВЕКМНОРСТУХ]\\d{3}[АВЕКМНОРСТУХ]{2}\\d{2,3}$': 'А123ВЕ18',
  '^[A-HJ-NPR-Z0-9]{17}$': 'XTA210990Y2766389',
};

/** What an answer to a plain question is. */
const written = (rule: Schema) =>
  byFormat[rule.format ?? ''] ??
  byPattern[rule.pattern ?? ''] ??
  rule['x-mask']?.replaceAll('9', '1') ??
  (rule.type === 'string' ? 'Сведения заявителя'.slice(0, rule.maxLength) : String(rule.minimum ?? 1));

const scan = { name: 'Документ.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF') };

/** The rule of a field by the id of its control: «f-cars-0-plate». */
function ruleOf(schema: Schema, words: string[]): Schema {
  const [word, ...rest] = words;
  if (word === undefined) return schema;
  if (schema.type === 'array' && schema.items) return ruleOf(schema.items, rest);
  const next = schema.properties?.[word];
  return next ? ruleOf(next, rest) : schema;
}

/** A day that the rule of a date takes. */
function dayFor(rule: Schema, today: string): string {
  const latest = rule['x-latest'] && onDay(rule['x-latest'], today);
  const earliest = rule['x-earliest'] && onDay(rule['x-earliest'], today);
  const usual = '2019-05-20';
  if (latest && latest < usual) return latest;
  return earliest && earliest > usual ? earliest : usual;
}

async function answer(page: Page, form: FormFile, today: string, id: string, own: Record<string, string>) {
  const path = id.slice('f-'.length);
  const rule = ruleOf(form.schema, path.split('-'));
  const control = page.locator(`[id="${id}"]`);
  const given = own[path];
  if (rule.type === 'array' && (await control.count()) === 0) {
    await record(page, form, today, id, own);
    return;
  }
  if (rule.format === 'date') {
    const [year = '', month = '', day = ''] = (given ?? dayFor(rule, today)).split('-');
    const fields = page.locator(`fieldset:has(> * [id="${id}"])`).last();
    await fields.getByLabel('День').fill(day);
    await fields.getByLabel('Месяц').fill(month);
    await fields.getByLabel('Год').fill(year);
    return;
  }
  const kind = await control.evaluate((one) => (one instanceof HTMLInputElement ? (one.getAttribute('role') ?? one.type) : one.tagName.toLowerCase()));
  switch (kind) {
    case 'radio':
    case 'checkbox':
      await (given === undefined ? control : page.locator(`[name="${id}"] + span, [id^="${id}"] + span`).filter({ hasText: given })).first().click({ force: true });
      break;
    case 'combobox':
      await control.fill(given ?? 'иж');
      await page.getByRole('option').first().click();
      break;
    case 'select':
      await control.selectOption({ index: 1 });
      break;
    case 'file':
      await control.setInputFiles(scan);
      await expect(page.getByRole('listitem').filter({ hasText: scan.name }).first()).toBeVisible();
      break;
    default:
      await control.fill(given ?? written(rule));
  }
}

const controlsOf = (page: Page, id: string, place: number) => page.locator(`:is(input, select, textarea)[id^="${id}-${place}-"]`);

/** Begins a record of a list: the empty one that is shown, or one more. */
async function record(page: Page, form: FormFile, today: string, id: string, own: Record<string, string>) {
  const records = await page.locator(`legend[id^="${id}-"]`).count();
  const begun = records > 0 && (await controlsOf(page, id, records - 1).first().inputValue()) !== '';
  if (begun) await page.getByRole('button', { name: /^Добавить/ }).first().click();
  const first = controlsOf(page, id, begun ? records : records - 1).first();
  await answer(page, form, today, (await first.getAttribute('id')) ?? '', own);
}

/** Enters the account of a citizen of the demonstration. */
export async function enters(page: Page, citizen: string) {
  await page.goto('/account/enter?next=/account');
  await page.locator(`a[href*="citizen=${citizen}"]`).click();
  await page.waitForURL(/\/account/);
}

/**
 * Applies for a service: answers the questions named by `own` (path of the field with dashes → what is written or chosen) and
 * whatever else the form insists on, and sends. Gives back the number of the application.
 */
export async function applies(page: Page, slug: string, own: Record<string, string> = {}): Promise<string> {
  await page.goto(`/services/${slug}/apply`);
  const { form, today } = JSON.parse((await page.locator('#wizard-state').textContent()) ?? '') as { form: FormFile; today: string; answers: Answers };
  const head = page.getByRole('heading', { level: 1 });
  const next = page.locator('form .w-button', { hasText: 'Продолжить' });
  await expect(head).not.toBeEmpty();
  for (let look = 0; look < 80; look++) {
    const title = await head.textContent();
    if (title === 'Проверьте ответы') break;
    for (const path of Object.keys(own)) if ((await page.locator(`[id="f-${path}"]`).count()) > 0) await answer(page, form, today, `f-${path}`, own);
    const before = await page.locator('.w-progress').textContent();
    await next.click();
    const wrong = page.getByRole('alert').getByRole('link');
    await expect(async () => {
      expect((await page.locator('.w-progress').textContent()) !== before || (await wrong.count()) > 0).toBe(true);
    }).toPass({ intervals: [20, 50, 100] });
    const ids = await wrong.evaluateAll((links) => links.map((one) => one.getAttribute('href')?.slice(1) ?? ''));
    for (const id of ids) await answer(page, form, today, id, own);
  }
  await expect(head).toHaveText('Проверьте ответы');
  await page.getByRole('button', { name: 'Отправить заявление' }).click();
  await expect(page.getByRole('heading', { name: 'Заявление отправлено' })).toBeVisible();
  const told = /\d+-\d{4}-\d{6}/.exec((await page.getByRole('main').textContent()) ?? '');
  return told?.[0] ?? '';
}
