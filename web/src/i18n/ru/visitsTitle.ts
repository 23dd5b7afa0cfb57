/** Name of the section: the menu knows it before the words of its pages come. */
export const visitsTitle = 'Личный приём';
