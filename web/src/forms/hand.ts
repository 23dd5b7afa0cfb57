import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Answer, Answers, Field, FormFile, Problem } from './form';

/** What an upload gives: the code by which the answers name the file. */
export type Uploaded = { code: string; name: string; size: number };

export type Upload = (file: File, progress: (part: number) => void, cancel: AbortSignal) => Promise<Uploaded>;

/** What every field needs of the form in which it stands. */
export type Hand = {
  form: FormFile;
  answers: Answers;
  today: string;
  problems: Problem[];
  signer: string;
  set: (path: string, answer: Answer | undefined) => void;
  upload: Upload;
  forget: (code: string) => void;
  sizes: Map<string, number>;
};

export const HandContext = createContext<Hand | undefined>(undefined);

export function useHand(): Hand {
  const hand = useContext(HandContext);
  if (!hand) throw new Error('a field stands outside a form');
  return hand;
}

/** A field at its place: `at` is its path through lists and groups, `scope` the answers that its conditions look at. */
export type FieldProps = { field: Field; at: string; scope: Answers; quietLabel?: boolean };

export const idOf = (path: string) => `f-${path.replaceAll('.', '-')}`;
