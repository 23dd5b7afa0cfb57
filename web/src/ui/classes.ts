/** Joins class names, leaving out what is off. */
export const classes = (...names: (string | false | undefined)[]) => names.filter(Boolean).join(' ');
