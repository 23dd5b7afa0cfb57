import { expect, it } from 'vitest';
import { initials } from './names';

it.each([
  ['Васильева О. Н.', 'ВО'],
  ['Орлов Сергей Викторович', 'ОС'],
  ['Константинопольский-Преображенский А. А.', 'КА'],
  ['Администратор', 'А'],
  ['', ''],
])('initials of «%s»', (name, letters) => expect(initials(name)).toBe(letters));
