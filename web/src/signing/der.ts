// As much of DER (X.690) as a certificate needs. It is only read to be shown: nothing is decided by it.

export interface Node {
  tag: number;
  content: Uint8Array;
}

export const tags = { integer: 0x02, bits: 0x03, oid: 0x06, sequence: 0x30, set: 0x31, utcTime: 0x17, time: 0x18, bmp: 0x1e } as const;

/** The elements that stand side by side in some octets. */
export function nodes(octets: Uint8Array): Node[] {
  const found: Node[] = [];
  let at = 0;
  while (at < octets.length) {
    const tag = octets[at] ?? 0;
    const first = octets[at + 1] ?? 0;
    let start = at + 2;
    let length = first;
    if (first > 0x80) {
      const wide = first - 0x80;
      if (wide > 3) throw new RangeError('length');
      length = octets.subarray(start, start + wide).reduce((sum, one) => sum * 256 + one, 0);
      start += wide;
    }
    if (first === 0x80 || start + length > octets.length) throw new RangeError('length');
    found.push({ tag, content: octets.subarray(start, start + length) });
    at = start + length;
  }
  return found;
}

/** '1.2.643.7.1.1.1.1' */
export function oid(content: Uint8Array): string {
  const numbers: number[] = [];
  let number = 0;
  for (const one of content) {
    number = number * 128 + (one & 0x7f);
    if (one < 0x80) {
      numbers.push(number);
      number = 0;
    }
  }
  const [first = 0, ...rest] = numbers;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...rest].join('.');
}

export function text({ tag, content }: Node): string {
  return new TextDecoder(tag === tags.bmp ? 'utf-16be' : 'utf-8').decode(content);
}

/** UTCTime and GeneralizedTime of RFC 5280 §4.1.2.5. */
export function time({ tag, content }: Node): Date {
  const digits = new TextDecoder().decode(content);
  const full = tag === tags.utcTime ? `${Number(digits.slice(0, 2)) < 50 ? 20 : 19}${digits}` : digits;
  const [year, month, day, hour, minute, second] = [full.slice(0, 4), ...(full.slice(4).match(/\d\d/g) ?? [])].map(Number);
  return new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second));
}
