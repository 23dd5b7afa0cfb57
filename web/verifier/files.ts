import type { Role } from './types';

/** A file that the person has brought, with what it is taken for. */
export interface Brought {
  file: File;
  role: Role;
}

const byEnding: readonly (readonly [RegExp, Role])[] = [
  [/\.zip$/i, 'passport'],
  [/\.(p7s|p7m|sig|sgn|cms)$/i, 'signature'],
  [/\.(cer|crt)$/i, 'certificate'],
  [/\.crl$/i, 'list'],
  [/\.(ors|ocsp|rsp)$/i, 'answer'],
];

const byText: readonly (readonly [RegExp, Role])[] = [
  [/^-----BEGIN (CMS|PKCS7)-----/m, 'signature'],
  [/^-----BEGIN (TRUSTED )?CERTIFICATE-----/m, 'certificate'],
  [/^-----BEGIN X509 CRL-----/m, 'list'],
  [/"format":\s*"veche receipt \d+"/, 'receipt'],
  [/^\S+\n\d+\n[\w+/]{43}=\n/, 'held'],
  [/^\S+\+[0-9a-f]{8}\+\S+\s*$/, 'key'],
];

/** Guesses by the name, then by the first lines; the person may correct it. */
export async function guess(file: File): Promise<Brought> {
  const head = await file.slice(0, 4096).text();
  const role = byText.find(([pattern]) => pattern.test(head))?.[1] ?? byEnding.find(([pattern]) => pattern.test(file.name))?.[1] ?? 'content';
  return { file, role };
}

export const octets = async (file: File) => new Uint8Array(await file.arrayBuffer());

export function bytes(size: number): string {
  if (size >= 1 << 20) return `${(size / (1 << 20)).toLocaleString('ru-RU', { maximumFractionDigits: 1 })} МБ`;
  if (size >= 1 << 10) return `${Math.round(size / (1 << 10))} КБ`;
  return `${size} Б`;
}

const moscow = new Intl.DateTimeFormat('ru-RU', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Europe/Moscow' });

/** A moment as the reports write it. */
export const moment = (at: string | undefined) => (at ? moscow.format(new Date(at)).replace(/(\d\d\.\d\d\.)(\d\d),/, '$120$2') : '');
