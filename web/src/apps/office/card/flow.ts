import type { Card } from './parts';

/** Letters and citizens' appeals come from outside; the other flows are written here. */
export const arrives = (flow: Card['flow']) => flow === 'incoming' || flow === 'appeal';
