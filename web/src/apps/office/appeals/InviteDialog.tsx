import { useState } from 'react';
import { api, take } from '@/api/client';
import { letterWords as t } from '@/i18n/ru/appealLetters';
import { today } from '@/lib/dates';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { Combo } from '@/ui/Combo';
import { DateField } from '@/ui/DateField';
import { Field } from '@/ui/Field';
import type { Named } from '../card/form';
import { findExecutives } from '../card/lookups';
import { opened, type LetterProps } from './answers';

/** Invites the author to a personal reception about his appeal. */
export function InviteDialog({ card, desk }: LetterProps) {
  const { value, change, clear } = useDraft(`appeal-invite:${card.id}`, { day: '', at: '', place: '' });
  const [official, setOfficial] = useState<Named | null>(null);
  const run = async () => {
    if (official === null) return;
    const { letter_id: id } = await take(api.POST('/api/appeals/{id}/invite', { params: { path: { id: card.id } }, body: { ...value, official_id: official.id } }));
    clear();
    opened(desk, id);
  };
  const ready = () => official !== null && value.day !== '' && /^\d\d:\d\d$/.test(value.at) && value.place.trim() !== '';
  return (
    <ActDialog title={t.inviteTitle} action={t.write} onClose={desk.close} ready={ready} run={run}>
      <p>{t.inviteLead}</p>
      <div className="appeal-pair">
        <DateField label={t.inviteDay} value={value.day} onChange={(day) => change({ day })} min={today()} required />
        <Field label={t.inviteAt} hint={t.inviteAtHint} value={value.at} onChange={(at) => change({ at })} maxLength={5} required />
      </div>
      <Combo<number> label={t.inviteWho} value={official} onChange={setOfficial} load={findExecutives} required />
      <Field label={t.invitePlace} value={value.place} onChange={(place) => change({ place })} maxLength={300} required />
    </ActDialog>
  );
}
