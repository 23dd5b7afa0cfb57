// The ways of writing an answer that no pattern can check: the same ones as in package form, in one bare spelling.
import { format } from '@cfworker/json-schema';
import { isDay } from './moment';

const digits = (text: string) => [...text].map(Number);

function isSnils(text: string): boolean {
  if (!/^\d{11}$/.test(text)) return false;
  const number = Number(text.slice(0, 9));
  if (number <= 1_001_998) return number > 0;
  const sum = digits(text.slice(0, 9)).reduce((total, digit, i) => total + digit * (9 - i), 0);
  return (sum % 101) % 100 === Number(text.slice(9));
}

const weights = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

function innDigit(text: string, most: number): boolean {
  const sum = digits(text.slice(0, most)).reduce((total, digit, i) => total + digit * (weights[weights.length - most + i] ?? 0), 0);
  return (sum % 11) % 10 === Number(text[most]);
}

const isInn10 = (text: string) => /^\d{10}$/.test(text) && innDigit(text, 9);
const isInn12 = (text: string) => /^\d{12}$/.test(text) && innDigit(text, 10) && innDigit(text, 11);

function controlled(text: string, length: number, by: number): boolean {
  if (text.length !== length || !/^[1-9]\d+$/.test(text)) return false;
  const rest = digits(text.slice(0, -1)).reduce((left, digit) => (left * 10 + digit) % by, 0);
  return rest % 10 === Number(text.at(-1));
}

const dotted = (text: string, part: RegExp) => text.split('.').every((one) => part.test(one));

function isEmail(text: string): boolean {
  const at = text.indexOf('@');
  const [local, domain] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
  const size = new TextEncoder().encode(text).length;
  const last = new TextEncoder().encode(domain.slice(domain.lastIndexOf('.') + 1)).length;
  return (
    at > 0 && at <= 64 && size <= 254 && dotted(local, /^[\w!#$%&'*+/=?^`{|}~-]+$/) && domain.includes('.') && last > 1 && dotted(domain, /^[\dA-Za-z\u{80}-\u{10ffff}-]+$/u)
  );
}

const isPhone = (text: string) => /^\+[1-9]\d{7,14}$/.test(text) && (text[1] !== '7' || text.length === 12);

/** By name: the code of the problem, and whether an answer is right. */
export const formats: Record<string, { code: string; right: (text: string) => boolean }> = {
  date: { code: 'date', right: isDay },
  email: { code: 'email', right: isEmail },
  phone: { code: 'phone', right: isPhone },
  snils: { code: 'snils', right: isSnils },
  inn: { code: 'inn', right: (text) => isInn10(text) || isInn12(text) },
  'inn-person': { code: 'inn', right: isInn12 },
  'inn-organisation': { code: 'inn', right: isInn10 },
  ogrn: { code: 'ogrn', right: (text) => controlled(text, 13, 11) },
  ogrnip: { code: 'ogrn', right: (text) => controlled(text, 15, 13) },
  'birth-certificate': { code: 'certificate', right: (text) => /^[IVXLC]{1,7}-[\u0410-\u042f]{2} \d{6}$/.test(text) },
  passport: { code: 'passport', right: (text) => /^\d{10}$/.test(text) },
  postcode: { code: 'postcode', right: (text) => /^[1-9]\d{5}$/.test(text) },
  cadastre: { code: 'cadastre', right: (text) => /^\d\d:\d\d:\d{1,7}:\d{1,10}$/.test(text) },
  upload: { code: 'upload', right: (text) => /^[\da-f]{32}$/.test(text) },
};

for (const [name, one] of Object.entries(formats)) format[name] = one.right;
