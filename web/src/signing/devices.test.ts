import { expect, it } from 'vitest';
import { habits, usualWay, waysOf } from './devices.ts';

it('the ways stand in the order of the server, a plug-in being one of two', () => {
  expect(waysOf(['password', 'plugin', 'remote', 'stand'])).toEqual(['password', 'cryptopro', 'rutoken', 'remote', 'stand']);
});

const strong = waysOf(['plugin', 'remote', 'stand']);

it.each([
  ['the habit, whatever answers', strong, 'rutoken', undefined, 'rutoken'],
  ['the password where it is enough', waysOf(['password', 'plugin']), undefined, undefined, 'password'],
  ['nothing until it is known what answers', strong, undefined, undefined, undefined],
  ['the plug-in that answers', strong, undefined, ['rutoken'], 'rutoken'],
  ['what needs no plug-in, on a phone', waysOf(['plugin', 'remote']), undefined, [], 'remote'],
  ['the key of the stand, on a demonstration', strong, undefined, [], 'stand'],
  ['a plug-in when there is nothing else', waysOf(['plugin']), undefined, [], 'cryptopro'],
  ['no habit that is not allowed here', strong, 'password', ['cryptopro'], 'cryptopro'],
] as const)('%s is offered first', (_what, ways, habit, here, offered) => {
  expect(usualWay(ways, habit, here)).toBe(offered);
});

it('a habit is of one person and one strength', () => {
  habits.keep(7, 'qualified', { way: 'rutoken', certificate: 'A' });
  expect(habits.of(7, 'qualified')).toEqual({ way: 'rutoken', certificate: 'A' });
  expect(habits.of(7, 'simple')).toEqual({});
  expect(habits.of(8, 'qualified')).toEqual({});
});
