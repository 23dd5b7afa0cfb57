import type { components } from '@/api/schema';
import type { Stamp } from '@/pdf/PdfView';
import type { Card } from './parts';

export type CardFile = components['schemas']['CardsFile'];

/** The text itself: of a created document the file of its newest version. */
export function mainFile(card: Card): CardFile | undefined {
  const newest = card.versions.at(-1);
  return card.files.find((file) => (newest ? file.id === newest.file_id : file.role === 'main')) ?? card.files[0];
}

/** What is looked at, in order: the text, its attachments, the approval sheet. Older versions stand in their own tab. */
export function shownFiles(card: Card): readonly CardFile[] {
  const main = mainFile(card);
  return main === undefined ? [] : [main, ...card.files.filter((file) => ['attachment', 'sheet', 'resolution'].includes(file.role))];
}

export const fileUrl = (id: number) => `/api/files/${id}`;
export const previewUrl = (id: number) => `/api/files/${id}/preview`;

/** Marks of signature and registration lie over the text; the last page is 0 for the server. */
export function stampsOn(card: Card, file: CardFile): readonly Stamp[] {
  if (file.id !== mainFile(card)?.id) return [];
  return card.signing.stamps.map(({ page, x, y, w, h, lines }) => ({ page: page === 0 ? Math.max(1, file.pages) : page, x, y, w, h, lines }));
}

export type Verdict = 'valid' | 'invalid' | 'indeterminate' | 'unchecked';

/** One word about all signatures: the worst of them. */
export function verdictOf(card: Card): Verdict | undefined {
  const verdicts = card.signing.signatures.map((signature) => signature.verdict);
  if (verdicts.length === 0) return undefined;
  if (verdicts.includes('invalid')) return 'invalid';
  if (verdicts.includes('indeterminate')) return 'indeterminate';
  return verdicts.includes('unchecked') ? 'unchecked' : 'valid';
}
