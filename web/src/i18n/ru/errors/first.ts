import type { Params } from '@/api/problem';
import { documents } from './documents';
import { platform } from './platform';

/** A sentence, with the values of the refusal where it needs them. */
export type Sentence = string | ((params: Params) => string);
export type Sentences = Readonly<Record<string, Sentence>>;

/** What may be refused before the others have come: sign-in, the network, the list on the first page. */
export const firstErrors: Sentences = { ...platform, ...documents };
