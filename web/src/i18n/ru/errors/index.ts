import type { Params } from '@/api/problem';
import { platform } from './platform';

/** A sentence, with the values of the refusal where it needs them. */
export type Sentence = string | ((params: Params) => string);
export type Sentences = Readonly<Record<string, Sentence>>;

/** Error texts by the server's code: what happened and what to do. A test looks for codes without words. */
export const errors: Sentences = { ...platform };

export { fieldErrors } from './fields';
