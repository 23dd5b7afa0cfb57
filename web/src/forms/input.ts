// What people type, and the one bare spelling in which it is kept. A field takes any usual spelling: with spaces,
// hyphens, brackets, an eight for the country.
import type { Schema } from './form';

const bare = new Set(['snils', 'inn', 'inn-person', 'inn-organisation', 'ogrn', 'ogrnip', 'passport', 'postcode']);

const masks: Record<string, string> = { snils: '999-999-999 99', passport: '99 99 999999', phone: '+9 999 999-99-99' };

/** Letters that look like Roman figures. */
const roman: Record<string, string> = { '1': 'I', '\u0406': 'I', '\u0425': 'X', '\u0423': 'V', '\u0421': 'C' };

/** The spelling that is kept; what is no usual spelling is kept as it was typed, so that its author sees it. */
export function canonical(schema: Schema, typed: string): string {
  const text = typed.trim();
  const figures = text.replaceAll(/\D/g, '');
  if (schema.format && bare.has(schema.format)) return /^[\d\s.–-]*$/.test(text) ? figures : text;
  if (schema.format === 'phone') return phone(text, figures);
  if (schema.format === 'birth-certificate') return certificate(text);
  if (schema['x-mask']) return masked(schema['x-mask'], text.replaceAll(/[^\p{L}\p{N}]/gu, '')) ?? text;
  return text;
}

function phone(text: string, figures: string): string {
  if (!/^[\d\s()+.–-]*$/.test(text) || figures === '') return text;
  if (text.startsWith('+')) return `+${figures}`;
  if (figures.length === 11 && /^[78]/.test(figures)) return `+7${figures.slice(1)}`;
  return figures.length === 10 ? `+7${figures}` : `+${figures}`;
}

function certificate(text: string): string {
  const found = /^([\dIVXLC\u0406\u0425\u0423\u0421]{1,7})[\s–-]*([\u0410-\u042f]{2})\D*(\d{6})$/.exec(text.toUpperCase());
  if (!found) return text;
  return `${[...(found[1] ?? '')].map((sign) => roman[sign] ?? sign).join('')}-${found[2]} ${found[3]}`;
}

/** 9 and A stand for a sign each; undefined where the answer does not fill the mask. */
export function masked(mask: string, answer: string): string | undefined {
  const rest = [...answer];
  let out = '';
  for (const sign of mask) {
    if (rest.length === 0) return undefined;
    if (sign === '9' || sign === 'A') out += rest.shift();
    else {
      out += sign;
      if (rest[0] === sign) rest.shift();
    }
  }
  return rest.length ? undefined : out;
}

/** An answer as its field shows it. */
export function shown(schema: Schema, answer: string): string {
  const mask = schema['x-mask'] ?? masks[schema.format ?? ''];
  if (!mask || (schema.format === 'phone' && !/^\+7\d{10}$/.test(answer))) return answer;
  return masked(mask, answer) ?? answer;
}

/** The keyboard that a phone shows for a field. */
export function keyboard(schema: Schema): 'numeric' | 'decimal' | 'tel' | 'email' | undefined {
  if (schema.type === 'integer') return 'numeric';
  if (schema.type === 'number') return 'decimal';
  if (schema.format && bare.has(schema.format)) return 'numeric';
  return schema.format === 'phone' ? 'tel' : schema.format === 'email' ? 'email' : undefined;
}

/** A typed number as it is kept: a comma is a point; what is no number stays as it was typed. */
export function numeric(typed: string): number | string {
  const text = typed.trim().replaceAll(/[\s\u00a0]/g, '').replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : typed.trim();
}

/** How wide a field is drawn: by what goes into it. */
export function width(schema: Schema): 'short' | 'middle' | 'wide' {
  if (schema.type !== 'string' || schema.format === 'postcode') return 'short';
  if (schema.format && schema.format !== 'email') return 'middle';
  const most = schema.maxLength ?? 1000;
  return most <= 20 ? 'short' : most <= 60 ? 'middle' : 'wide';
}
