import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './stand.ts';

const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'ignore'] });

/** An authority made for the test: its certificate in PEM. */
function authority(dir: string, name: string): string {
  const file = join(dir, `${name}.pem`);
  openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', join(dir, `${name}.key`), '-out', file,
    '-days', '300', '-subj', `/CN=${name}`, '-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign,cRLSign');
  return file;
}

const tsl = (name: string, pem: string) => `<?xml version="1.0" encoding="utf-8"?>
<АккредитованныеУдостоверяющиеЦентры><Версия>7</Версия><Дата>2026-11-01T00:00:00Z</Дата><УдостоверяющийЦентр><Название>${name}</Название>
<ПрограммноАппаратныеКомплексы><ПрограммноАппаратныйКомплекс><КлючиУполномоченныхЛиц><Ключ><Сертификаты><ДанныеСертификата><Данные>
${pem.replaceAll(/-----[A-Z ]+-----/g, '').trim()}</Данные></ДанныеСертификата></Сертификаты></Ключ></КлючиУполномоченныхЛиц></ПрограммноАппаратныйКомплекс></ПрограммноАппаратныеКомплексы>
<ОГРН>1021800000000</ОГРН><РеестровыйНомер>5</РеестровыйНомер><СтатусАккредитации><Статус>Действует</Статус><ДействуетС>2024-01-01T00:00:00</ДействуетС></СтатусАккредитации>
</УдостоверяющийЦентр></АккредитованныеУдостоверяющиеЦентры>`;

let dir: string;
test.beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'veche-trust-'));
});
test.afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function prove(page: Page, password: string) {
  const proof = page.getByRole('dialog', { name: 'Подтвердите паролем' });
  await proof.getByLabel('Пароль').fill(password);
  await proof.getByRole('button', { name: 'Подтвердить' }).click();
}

async function choose(page: Page, button: string, file: string) {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await chooser).setFiles(file);
}

test('an administrator adds an authority from a file and removes it with a reason', async ({ page, signIn, inspect, demoUser }) => {
  await signIn(page, 'larin');
  await page.goto('/admin/trust');
  await expect(page.getByRole('heading', { level: 1, name: 'Доверенные центры' })).toBeVisible();
  await inspect(page);
  await page.keyboard.press('c');
  const form = page.getByRole('dialog', { name: 'Добавить сертификаты' });
  await choose(page, 'Выбрать файл', authority(dir, 'Test Root'));
  await expect(form.getByText('Корневой')).toBeVisible();
  await form.getByLabel('Основание').fill('Сверен с сайтом центра');
  await inspect(page);
  await form.getByRole('button', { name: /Добавить 1/ }).click();
  await prove(page, demoUser.password);
  const list = page.getByRole('grid', { name: 'Доверенные сертификаты' });
  await list.getByText('Test Root').click();
  const card = page.getByRole('dialog', { name: 'Test Root', exact: true });
  await expect(card.getByText('Сверен с сайтом центра')).toBeVisible();
  await inspect(page, { except: ['[data-live-announcer]'] });
  await card.getByRole('button', { name: 'Исключить' }).click();
  const question = page.getByRole('alertdialog');
  await question.getByLabel('Причина').fill('Ключ скомпрометирован');
  await question.getByRole('button', { name: 'Исключить' }).click();
  await expect(list.getByText('Test Root')).toHaveCount(0);
  await page.getByText('Исключённые').click();
  await expect(list.getByText('Test Root')).toBeVisible();
});

test('the list of the ministry is shown before it takes effect', async ({ page, signIn, inspect, demoUser }) => {
  await signIn(page, 'larin');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/admin/trust?tab=tsl');
  const file = join(dir, 'tsl.xml');
  writeFileSync(file, tsl('УЦ для проверки', readFileSync(authority(dir, 'Listed Root'), 'utf8')));
  await choose(page, 'Выбрать файлы', file);
  const preview = page.getByRole('region', { name: 'Перечень № 7 от 01.11.2026' });
  await expect(preview.getByText('Новые центры: 1')).toBeVisible();
  await expect(preview.getByText('Подписи в файле нет. Сверьте хэш файла с опубликованным.')).toBeVisible();
  await inspect(page, { except: ['[data-live-announcer]'] });
  await preview.getByRole('button', { name: 'Применить' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Применить' }).click();
  await prove(page, demoUser.password);
  await expect(page.getByRole('grid', { name: 'Аккредитованные центры' }).getByText('УЦ для проверки')).toBeVisible();
  await inspect(page, { except: ['[data-live-announcer]'] });
});

test('hosts are allowed one by one', async ({ page, signIn, inspect, demoUser }) => {
  await signIn(page, 'larin');
  await page.goto('/admin/trust?tab=hosts');
  await page.getByRole('button', { name: 'Разрешить узел' }).click();
  const form = page.getByRole('dialog', { name: 'Разрешить узел' });
  await form.getByLabel('Узел').fill('http://crl.example.ru/lists/1.crl');
  await form.getByLabel('Чей он').fill('УЦ Республики');
  await page.keyboard.press('Control+Enter');
  await prove(page, demoUser.password);
  await expect(page.getByText('crl.example.ru', { exact: true })).toBeVisible();
  await inspect(page, { except: ['[data-live-announcer]'] });
  await page.getByRole('tab', { name: 'Списки отзыва' }).click();
  await expect(page.getByText('Списков отзыва ещё нет')).toBeVisible();
  await inspect(page, { except: ['[data-live-announcer]'] });
});
