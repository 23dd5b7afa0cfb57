/** Octets of base64, of PEM with its lines too. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const bare = text.replaceAll(/-----[^-]+-----|\s/g, '');
  return Uint8Array.from(atob(bare), (letter) => letter.charCodeAt(0));
}

export const hex = (octets: Uint8Array) => Array.from(octets, (one) => one.toString(16).padStart(2, '0')).join('');
