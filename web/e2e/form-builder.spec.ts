import { catalogue as t } from '../src/i18n/ru/catalogue';
import { formBuilder as f } from '../src/i18n/ru/formBuilder';
import { expect, test } from './stand';

test('an administrator builds a question with a condition, fills it in on the phone beside, publishes it, and a citizen is asked', async ({ page, signIn, inspect }) => {
  await signIn(page, 'kotov');
  await page.goto('/catalogue');
  await page.getByRole('searchbox', { name: t.find }).fill('порубочный');
  await page.getByText('Порубочный билет').first().click();
  await page.getByRole('navigation', { name: t.part }).getByRole('button', { name: t.sections.form, exact: true }).click();
  await page.getByRole('button', { name: t.edit }).click();
  await page.getByRole('button', { name: f.open }).click();
  const outline = page.getByRole('navigation', { name: f.panes.outline });
  const properties = page.getByRole('region', { name: f.panes.properties });
  const phone = page.getByRole('region', { name: f.panes.phone });

  // A question of its own, and one that hangs on it.
  await outline.getByRole('button', { name: f.addTo('О чём вы просите') }).click();
  await page.getByRole('menuitem', { name: f.kinds.choice }).click();
  await properties.getByRole('textbox', { name: f.fields.title }).fill('Чьё дерево');
  await properties.getByRole('textbox', { name: f.fields.choice(1) }).fill('Моё, на моём участке');
  await properties.getByRole('textbox', { name: f.fields.choice(2) }).fill('Городское');
  await outline.getByRole('button', { name: f.addTo('О чём вы просите') }).click();
  await page.getByRole('menuitem', { name: f.kinds.text, exact: true }).click();
  await properties.getByRole('textbox', { name: f.fields.title }).fill('Какое это дерево');
  await properties.getByRole('button', { name: f.addClause }).click();
  const clause = properties.getByRole('group', { name: f.clause(1) });
  await expect(clause.getByRole('button', { name: /Чьё дерево/ })).toBeVisible();
  await clause.getByRole('button', { name: /Моё, на моём участке/ }).click();
  await page.getByRole('option', { name: 'Городское' }).click();
  await inspect(page);

  // The phone asks as the wizard will.
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('О чём вы просите');
  await expect(phone.getByLabel('Какое это дерево')).toBeHidden();
  await phone.getByText('Городское').click();
  await expect(phone.getByLabel('Какое это дерево')).toBeVisible();
  await phone.getByRole('button', { name: 'Продолжить' }).click();
  await expect(phone.getByRole('alert')).toContainText('Заполните поле «Какое это дерево».');
  await inspect(page);

  // What is wrong is said where it stands; every step is taken back.
  await properties.getByRole('textbox', { name: f.fields.title }).fill('');
  await expect(properties.getByText('Напишите название вопроса.')).toBeVisible();
  await page.getByRole('button', { name: f.undo }).click();
  await expect(properties.getByRole('textbox', { name: f.fields.title })).toHaveValue('Какое это дерево');
  await outline.getByRole('button', { name: /^Какое это дерево/ }).press('Alt+ArrowUp');
  await expect(properties.getByText('Условие смотрит на вопрос «Чьё дерево», но раньше его не задают.')).toBeVisible();
  await page.getByRole('button', { name: f.undo }).click();
  await expect(page.getByText(f.noMistakes)).toBeVisible();
  await page.getByRole('radio', { name: f.modes.text }).click();
  await expect(page.getByRole('textbox', { name: f.textLabel })).toHaveValue(/"title": "Какое это дерево"/);
  await inspect(page);
  await page.getByRole('radio', { name: f.modes.visual }).click();

  await page.setViewportSize({ width: 390, height: 844 });
  for (const pane of ['properties', 'phone', 'outline'] as const) {
    await page.getByRole('radio', { name: f.panes[pane], exact: true }).click();
    await inspect(page);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: f.save }).click();
  await expect(page.getByText(f.saved)).toBeVisible();
  await page.getByRole('button', { name: t.publish }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Добавлено: Условие вопроса «Какое это дерево» – если «Чьё дерево» – «Городское»')).toBeVisible();
  await inspect(page);
  await dialog.getByRole('button', { name: t.publish }).click();
  await expect(page.getByText(t.published)).toBeVisible();

  // The citizen is asked by the version that is in force from today.
  await page.context().clearCookies();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/services/porubochnyi-bilet/apply');
  await page.getByRole('link', { name: 'Войти через Госуслуги' }).click();
  await page.getByRole('link', { name: /Мельникова/ }).click();
  const next = () => page.getByRole('button', { name: 'Продолжить' }).click();
  await page.getByText('Гражданин', { exact: true }).click();
  await next();
  await page.getByLabel('Телефон').fill('+7 912 000-00-01');
  await page.getByLabel('Населённый пункт').fill('Ижевск');
  await page.getByLabel('Дом').fill('18');
  await next();
  await page.getByText('Сам заявитель').click();
  await next();
  await expect(page.getByLabel('Какое это дерево')).toBeHidden();
  await page.getByText('Городское').click();
  await page.getByLabel('Какое это дерево').fill('Старый тополь');
  await inspect(page);
});
