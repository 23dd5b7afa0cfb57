import { answered, appealOf, enter, letterOf, numbered, read, registered, signed } from './appeal.ts';
import { expect, test } from './stand.ts';

test('an appeal is extended with its notice, answered in one act, signed, registered and sent', async ({ page, browser, signIn, inspect, stand }) => {
  await signIn(page, 'vasileva');
  const id = await registered(page, browser, stand);
  const appeal = () => appealOf(page, id);

  const minister = await enter(browser, stand, 'surnin', { width: 390, height: 844 });
  await minister.goto(`/cards/${id}?tab=appeal`);
  await expect(minister.getByRole('region', { name: 'Срок по закону' })).toContainText('Закон № 59-ФЗ, ст. 12 ч. 1');
  await minister.getByRole('button', { name: 'Продлить срок' }).click();
  await minister.getByRole('dialog', { name: /Продлить рассмотрение/ }).getByLabel('Причина').fill('Нужен выезд на место');
  await inspect(minister);
  await minister.keyboard.press('Control+Enter');
  await expect(minister.getByRole('region', { name: 'Ответы и письма' })).toContainText('Уведомление о продлении срока рассмотрения');
  await minister.context().close();

  const executor = await enter(browser, stand, 'petrov');
  await executor.goto(`/cards/${id}?tab=appeal`);
  await executor.getByRole('region', { name: 'Ответы и письма' }).getByRole('button', { name: 'Ответить' }).click();
  const dialog = executor.getByRole('dialog', { name: 'Ответ на обращение' });
  await dialog.getByLabel('Текст ответа').fill('Фонари на улице Речной заменены 18 ноября.');
  await dialog.getByRole('button', { name: /Результат/ }).click();
  await executor.getByRole('option', { name: 'Поддержано, меры приняты' }).click();
  await inspect(executor);
  await executor.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  const answer = (await appeal()).letters.find(({ kind }) => kind === 'answer')?.document_id ?? 0;
  await executor.goto(`/cards/${answer}`);
  await expect(executor.getByText(/Ответ: обращение поддержано, меры приняты/).first()).toBeVisible();
  await executor.getByRole('button', { name: 'На подпись' }).first().click();
  await expect.poll(async () => (await appeal()).letters.find(({ kind }) => kind === 'answer')?.state).toBe('on_signature');
  expect((await appeal()).questions[0]?.result).toBe('');
  await executor.context().close();

  await signed(browser, stand, answer);

  await page.goto(`/cards/${answer}`);
  await page.getByRole('button', { name: 'Зарегистрировать' }).first().click();
  await expect.poll(async () => (await appeal()).questions[0]?.result).toBe('measures_taken');
  await page.goto(`/cards/${answer}`);
  await page.getByRole('button', { name: 'Отправить' }).first().click();
  await expect.poll(async () => (await appeal()).letters.find(({ kind }) => kind === 'answer')?.state).toBe('dispatching');
  await page.goto(`/cards/${id}?tab=appeal`);
  await expect(page.getByRole('region', { name: 'Вопросы' })).toContainText('Поддержано, меры приняты');
  await inspect(page);
});

test('an answer on the site serves the next appeal, and a correspondence is ended by a signed decision', async ({ page, browser, signIn, inspect, stand }) => {
  await signIn(page, 'vasileva');
  const first = await registered(page, browser, stand);
  await answered(page, browser, stand, first, 'Фонари на улице Речной заменят до 30 ноября.');
  await page.goto(`/cards/${first}?tab=appeal`);
  await page.getByRole('button', { name: 'Опубликовать ответ на сайте' }).click();
  const text = page.getByRole('dialog', { name: 'Ответ для всех на сайте органа' });
  await expect(text.getByLabel('Ответ', { exact: true })).toHaveValue('Фонари на улице Речной заменят до 30 ноября.');
  await inspect(page);
  await page.keyboard.press('Control+Enter');
  const published = page.getByRole('region', { name: 'Ответ на сайте' }).getByRole('link');
  await expect(published).toBeVisible();
  const path = (await published.getAttribute('href')) ?? '';

  // The next who writes the same: the clerk sees the answer, the minister tells its address.
  const next = await registered(page, browser, stand, 'Громов Олег Юрьевич');
  await page.goto(`/cards/${next}?tab=appeal`);
  await expect(page.getByRole('region', { name: 'На сайте есть ответ' })).toContainText('Об освещении улицы Речной');
  const minister = await enter(browser, stand, 'surnin');
  await minister.goto(`/cards/${next}?tab=appeal`);
  await minister.getByRole('button', { name: 'Сообщить автору адрес' }).click();
  const tell = minister.getByRole('alertdialog', { name: /Оставить обращение без ответа/ });
  await expect(tell.getByLabel('Адрес ответа на сайте')).toHaveValue(new RegExp(`${path}$`));
  await minister.keyboard.press('Control+Enter');
  await expect(tell).toBeHidden();
  expect(await letterOf(page, next, 'ground')).not.toBe(0);

  await page.goto('/reception/minstroy/answers');
  await page.getByRole('link', { name: 'Об освещении улицы Речной' }).click();
  await expect(page.getByText('Фонари на улице Речной заменят до 30 ноября.')).toBeVisible();
  await inspect(page);

  const second = await registered(page, browser, stand);
  await read(page.request.post(`/api/appeals/${second}/compare`, { data: { earlier_id: first, same: true } }));
  await answered(page, browser, stand, second, 'Фонари заменены 18 ноября.');
  const third = await registered(page, browser, stand);
  for (const earlier of [first, second]) await read(page.request.post(`/api/appeals/${third}/compare`, { data: { earlier_id: earlier, same: true } }));
  await minister.goto(`/cards/${third}?tab=appeal`);
  await minister.getByRole('button', { name: 'Оставить без ответа' }).click();
  const leave = minister.getByRole('alertdialog', { name: /Оставить обращение без ответа/ });
  await leave.getByRole('button', { name: /Основание/ }).click();
  await minister.getByRole('option', { name: /Переписка прекращена/ }).click();
  await expect(leave.getByRole('region', { name: 'Прежние ответы' })).toContainText('2 ответа');
  await leave.getByLabel('Почему новых доводов нет').fill('Фонари заменены, заявитель пишет о том же.');
  await inspect(minister);
  await minister.keyboard.press('Control+Enter');
  await expect(minister.getByRole('region', { name: 'Ответы и письма' })).toContainText('Решение о прекращении переписки');
  const decision = await letterOf(page, third, 'decision');
  await read(minister.request.post(`/api/documents/${decision}/send-to-signature`));
  await signed(browser, stand, decision);
  await numbered(page, decision, 'internal');
  await expect.poll(() => letterOf(page, third, 'ground')).not.toBe(0);
  const notice = await letterOf(page, third, 'ground');
  await read(minister.request.post(`/api/documents/${notice}/send-to-signature`));
  await signed(browser, stand, notice);
  await numbered(page, notice);
  await page.goto(`/cards/${third}?tab=appeal`);
  const letters = page.getByRole('region', { name: 'Ответы и письма' });
  await expect(letters.getByText('Зарегистрирован', { exact: true })).toHaveCount(2);
  await expect(page.getByRole('region', { name: 'Вопросы' })).toContainText('Оставлено без ответа');
  await inspect(page);
  await minister.context().close();
});
