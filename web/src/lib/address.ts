// What stands in an address is typed by anybody; what is not as it should be counts as absent.

/** The number of a thing, a year, a page: whole, from 1. */
export const whole = (value: unknown) => (Number.isSafeInteger(Number(value)) && Number(value) > 0 ? Number(value) : undefined);

/** 2026-11-22. */
export const day = (value: unknown) => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined);
