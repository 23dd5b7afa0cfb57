/** A text as people compare texts: without case, \u0451 as \u0435. */
export const fold = (text: string) => text.toLocaleLowerCase('ru').replaceAll('\u0451', '\u0435');
