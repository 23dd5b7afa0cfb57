import { useState } from 'react';
import { api } from '@/api/client';
import { acknowledgeWords, informWords } from '@/i18n/ru/assignments';
import { useDraft } from '@/lib/useDraft';
import { today } from '@/lib/dates';
import { ActDialog } from '@/ui/ActDialog';
import { DateField } from '@/ui/DateField';
import { PeoplePicker } from '@/ui/PeoplePicker';
import type { Option } from '@/ui/Select';
import { findPeople } from '../card/lookups';
import type { Card, Desk } from '../card/parts';
import { refreshOnConflict } from './orders';

/** Passes the document to people who have to know of it; of an order, to acknowledge it. */
export default function InformDialog({ card, desk }: { card: Card; desk: Desk }) {
  const t = card.flow === 'directive' ? acknowledgeWords : informWords;
  const { value, change, clear } = useDraft<{ people: readonly Option<number>[]; due: string }>(`inform:${card.id}`, { people: [], due: '' });
  const [tried, setTried] = useState(false);
  return (
    <ActDialog
      title={t.title}
      action={t.action}
      onClose={desk.close}
      ready={() => {
        setTried(true);
        return value.people.length > 0;
      }}
      run={async () => {
        await api.POST('/api/documents/{id}/inform', { params: { path: { id: card.id } }, body: { people: value.people.map(({ id }) => id), ...(value.due !== '' && { due_on: value.due }) } });
        clear();
        desk.done(t.done(value.people.length), { next: card.state === 'with_executive' });
      }}
      refused={refreshOnConflict(card.id)}
    >
      <PeoplePicker
        label={t.people}
        load={findPeople}
        value={value.people}
        onChange={(people) => change({ people })}
        error={tried && value.people.length === 0 ? t.need : undefined}
        required
        autoFocus
      />
      <DateField label={informWords.due} hint={informWords.dueHint} value={value.due} onChange={(due) => change({ due })} min={today()} />
    </ActDialog>
  );
}
