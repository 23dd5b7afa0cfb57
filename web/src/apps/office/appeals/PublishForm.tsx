import { useState } from 'react';
import { api } from '@/api/client';
import { letterWords as t } from '@/i18n/ru/appealLetters';
import { fieldTexts } from '@/i18n/errorText';
import { today } from '@/lib/dates';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { DateField } from '@/ui/DateField';
import { Field, TextArea } from '@/ui/Field';
import type { LetterProps } from './answers';
import type { PublicDraft } from './queries';

/** The text for everybody: the answer without the person to whom it was given. */
export function PublishForm({ card, desk, draft }: LetterProps & { draft: PublicDraft }) {
  const { value, change, clear } = useDraft(`appeal-publish:${card.id}`, { ...draft, until: '' });
  const [refused, setRefused] = useState<unknown>();
  const texts = fieldTexts(refused);
  const run = async () => {
    await api.POST('/api/appeals/{id}/public-answer', { params: { path: { id: card.id } }, body: value });
    clear();
    desk.done(t.publishDone);
  };
  return (
    <ActDialog title={t.publishTitle} action={t.publishAction} wide onClose={desk.close} refused={setRefused} ready={() => [value.title, value.question, value.answer].every((one) => one.trim() !== '')} run={run}>
      <p>{t.publishLead}</p>
      <Field label={t.publicTitle} value={value.title} onChange={(title) => change({ title })} error={texts.title} maxLength={300} required />
      <TextArea label={t.publicQuestion} value={value.question} onChange={(question) => change({ question })} error={texts.question} maxLength={4000} rows={3} required />
      <TextArea label={t.publicAnswer} value={value.answer} onChange={(answer) => change({ answer })} error={texts.answer} maxLength={20_000} rows={8} required />
      <DateField label={t.publicUntil} hint={t.publicUntilHint} value={value.until} onChange={(until) => change({ until })} min={today()} />
    </ActDialog>
  );
}
