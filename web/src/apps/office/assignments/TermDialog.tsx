import { useState } from 'react';
import { api } from '@/api/client';
import { fieldTexts } from '@/i18n/errorText';
import { orderWords, verbDialogs as t, verbWords } from '@/i18n/ru/assignments';
import { addDays, dayWords, today } from '@/lib/dates';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { DateField } from '@/ui/DateField';
import { TextArea } from '@/ui/Field';
import type { Card, Desk } from '../card/parts';
import { refreshOnConflict, type Assignment } from './orders';

/** Asks for another term, or grants it: for the day that was asked or for another one. */
export default function TermDialog({ card, one, desk, how }: { card: Card; one: Assignment; desk: Desk; how: 'ask' | 'grant' }) {
  const asked = one.term_changes.findLast((change) => change.decision === undefined);
  const { value, change, clear } = useDraft(`term:${how}:${one.id}`, { due: asked?.to ?? '', text: '', measures: '' });
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<unknown>();
  const texts = fieldTexts(refused);
  const ask = how === 'ask';
  const complete = value.due !== '' && (!ask || value.text.trim() !== '');
  const first = addDays(one.due_on, 1);

  const run = async () => {
    const params = { path: { id: one.id } };
    const text = value.text.trim();
    if (ask) await api.POST('/api/assignments/{id}/ask-extension', { params, body: { due_on: value.due, reason: text, measures: value.measures.trim() } });
    else await api.POST('/api/assignments/{id}/grant-extension', { params, body: { due_on: value.due, answer: text } });
    clear();
    if (ask) desk.done(t.askDone);
    else desk.done(t.grantDone(dayWords(value.due)), { next: true });
  };
  return (
    <ActDialog
      title={ask ? t.askTitle : t.grantTitle}
      action={ask ? verbWords.ask_extension : verbWords.grant_extension}
      onClose={desk.close}
      ready={() => {
        setTried(true);
        return complete;
      }}
      run={run}
      refused={(error) => {
        setRefused(error);
        refreshOnConflict(card.id)(error);
      }}
    >
      <p className="muted">{one.text}</p>
      {!ask && asked && (
        <div className="stack">
          <p>{t.grantAsked(asked.asked, dayWords(asked.to))}</p>
          <p className="muted">{asked.reason}</p>
          {asked.measures && <p className="muted">{orderWords.measures(asked.measures)}</p>}
        </div>
      )}
      <DateField
        label={ask ? t.askUntil : t.newDue}
        value={value.due}
        onChange={(due) => change({ due })}
        min={ask && first > today() ? first : today()}
        error={tried && value.due === '' ? t.needDay : texts.due_on}
        required
        autoFocus={ask}
      />
      <TextArea
        label={ask ? t.reason : t.answer}
        value={value.text}
        onChange={(text) => change({ text })}
        error={tried && ask && value.text.trim() === '' ? t.needReason : texts.reason}
        rows={2}
        maxLength={4000}
        required={ask}
      />
      {ask && <TextArea label={t.measures} value={value.measures} onChange={(measures) => change({ measures })} rows={2} maxLength={4000} />}
    </ActDialog>
  );
}
