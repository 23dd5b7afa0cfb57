export type Cell = string | number | null;

/** Spreadsheets take a text that begins so for a formula; a name must stay a name. */
const formula = /^[=+\-@\t\r]/;

function written(cell: Cell): string {
  if (cell === null) return '';
  // Russian spreadsheets read a comma in numbers, which is why the fields are apart by semicolons.
  if (typeof cell === 'number') return String(cell).replace('.', ',');
  const text = formula.test(cell) ? `'${cell}` : cell;
  return /[;"\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table for a spreadsheet: UTF-8 with a mark of order, by which Excel knows it. */
export const csv = (rows: readonly (readonly Cell[])[]) => '\uFEFF' + rows.map((row) => row.map(written).join(';')).join('\r\n') + '\r\n';

/** Gives a text to the person as a file. */
export function download(name: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
