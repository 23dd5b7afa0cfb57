import { describe, expect, it } from 'vitest';
import { fromBase64 } from './bytes.ts';
import { readCertificate, unfit, type Certificate } from './certificate.ts';
import { surnin } from './testing.ts';

const read = () => readCertificate('AA', fromBase64(surnin)) as Certificate;
const now = new Date('2026-06-01T00:00:00Z');

describe('a certificate', () => {
  it('is read for the person who chooses it', () => {
    expect(read()).toEqual({
      id: 'AA',
      owner: 'Сурнин Роман',
      surname: 'Сурнин',
      givenName: 'Роман',
      organization: '',
      snils: '',
      issuer: 'УЦ проверки',
      serial: '51c3807c36a179dfecbf14259fd99053',
      from: new Date('2026-01-01T00:00:00Z'),
      to: new Date('2027-01-01T00:00:00Z'),
      algorithm: 'streebog256',
    });
  });

  it('is passed over where it is broken', () => {
    expect(readCertificate('AA', fromBase64(surnin).subarray(0, 200))).toBeUndefined();
    expect(readCertificate('AA', new Uint8Array([0x30, 0x80]))).toBeUndefined();
    expect(readCertificate('AA', new Uint8Array())).toBeUndefined();
  });

  const signer = { surname: 'Сурнин', name: 'Роман', patronymic: 'Ефимович' };

  it('suits its owner, however his name is written', () => {
    expect(unfit(read(), signer, now)).toBeUndefined();
    expect(unfit({ ...read(), givenName: 'РОМАН  Ефимович' }, signer, now)).toBeUndefined();
    expect(unfit({ ...read(), surname: 'Королёв', givenName: 'Семён' }, { surname: 'Королев', name: 'Семен', patronymic: '' }, now)).toBeUndefined();
    expect(unfit({ ...read(), surname: '', givenName: '', owner: 'Сурнин Роман Ефимович' }, signer, now)).toBeUndefined();
  });

  it.each([
    ['foreign', { givenName: 'Роман Петрович' }, now],
    ['foreign', { surname: 'Петров' }, now],
    ['expired', {}, new Date('2027-01-02T00:00:00Z')],
    ['early', {}, new Date('2025-12-31T00:00:00Z')],
  ] as const)('is refused when it is %s', (why, change, at) => {
    expect(unfit({ ...read(), ...change }, signer, at)).toBe(why);
  });
});
