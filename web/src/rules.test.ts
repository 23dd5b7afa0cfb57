// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

// The house rules that a compiler does not know (web/README.md).

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
  (name) => !/^(i18n|gallery|tokens)\//.test(name) && !/\.test\.|\.d\.ts$|testing\.ts$/.test(name),
);

const withoutComments = (text: string) => text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');

function found(ending: RegExp, pattern: RegExp): string[] {
  return files
    .filter((name) => ending.test(name))
    .flatMap((name) =>
      withoutComments(readFileSync(join(import.meta.dirname, name), 'utf8'))
        .split('\n')
        .filter((line) => pattern.test(line))
        .map((line) => `${name}: ${line.trim()}`),
    );
}

it('Russian text stands in i18n only', () => {
  expect(found(/\.tsx?$/, /[А-Яа-яЁё]/)).toEqual([]);
});

it('colours stand in tokens only', () => {
  expect(found(/\.(css|tsx?)$/, /#[0-9a-f]{3,8}\b(?!['"`]?\))/i).filter((line) => !/href=|id="/.test(line))).toEqual([]);
});

it('sizes are in rem or in tokens', () => {
  expect(found(/\.css$/, /\b\d+px\b/)).toEqual([]);
});

it('files stay small', () => {
  const long = files.filter((name) => /\.tsx?$/.test(name) && readFileSync(join(import.meta.dirname, name), 'utf8').split('\n').length > 300);
  expect(long).toEqual([]);
});

/** Parts of a form whose draft is held by the form that shows them. */
const parts = [
  'card/CorrespondentField',
  'outgoing/Addressees',
  'assignments/ItemsEditor',
  'exchange/FilterFields',
  'interagency/Fields',
  'interagency/KindFields',
  'exchange/epgu/Answers',
  'exchange/epgu/FileLines',
  ...['Choices', 'ConditionEditor', 'DictionaryPart', 'Limits', 'MomentField', 'Properties', 'TextView'].map((name) => `services/catalogue/form/${name}`),
  ...['Steps', 'Table', 'fields', 'sections'].map((name) => `services/catalogue/${name}`),
];
/** What is looked for is no form. */
const searches = ['exchange/Ledger'];
/** A password and the PIN of a token are never kept. */
const secret = /\/(signin|people\/PasswordField|signing\/PinForm)/;

it('a form keeps what is typed: a reload, a lost session or a closed tab loses nothing', () => {
  const forgetful = files
    .filter((name) => /^apps\/office\/.*\.tsx$/.test(name) && !secret.test(name) && ![...parts, ...searches].some((part) => name.endsWith(`${part}.tsx`)))
    .filter((name) => {
      const text = readFileSync(join(import.meta.dirname, name), 'utf8');
      return /<(TextArea|Field)\b/.test(text) && !/useDraft|useForm|FormDrawer|\bDraft\b/.test(text);
    });
  expect(forgetful).toEqual([]);
});
