import { useState } from 'react';
import { fieldTexts } from '@/i18n/errorText';

type Found = Readonly<Record<string, string>>;

/** Words beside the fields of a form: what is missing once the act was tried, and what the server has refused. */
export function useFaults() {
  const [texts, setTexts] = useState<Found>({});
  return {
    of: (field: string) => texts[field],
    refused: (error: unknown) => setTexts(fieldTexts(error)),
    /** Says what is wrong; true: nothing is. A field that is right says ''. */
    look: (sentences: Found) => {
      const wrong = Object.fromEntries(Object.entries(sentences).filter(([, sentence]) => sentence !== ''));
      setTexts(wrong);
      return Object.keys(wrong).length === 0;
    },
  };
}

/** Of a field that has to be filled. */
export const filled = (value: string, sentence: string) => (value.trim() === '' ? sentence : '');
