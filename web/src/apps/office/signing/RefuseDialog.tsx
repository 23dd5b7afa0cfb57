import { useState } from 'react';
import { api } from '@/api/client';
import { ApiError } from '@/api/problem';
import { queryClient } from '@/api/queryClient';
import { signWords as t } from '@/i18n/ru/signing';
import { useDraft } from '@/lib/useDraft';
import { ActDialog, Phrases } from '@/ui/ActDialog';
import { TextArea } from '@/ui/Field';
import type { Card, Desk } from '../card/parts';
import { refreshCards } from '../card/queries';

/** Gives the text back to its author; the reason is what he works on. */
export default function RefuseDialog({ card, desk }: { card: Card; desk: Desk }) {
  const { value, change, clear } = useDraft(`refuse:${card.id}`, { reason: '' });
  const [tried, setTried] = useState(false);
  const reason = value.reason.trim();
  return (
    <ActDialog
      title={t.refuseTitle}
      action={t.refuseAction}
      kind="danger-filled"
      alert
      onClose={desk.close}
      ready={() => {
        setTried(true);
        return reason !== '';
      }}
      run={async () => {
        await api.POST('/api/documents/{id}/refuse-signature', { params: { path: { id: card.id } }, body: { reason } });
        clear();
        desk.done(t.refused, { next: true });
      }}
      refused={(error) => {
        if (error instanceof ApiError && error.status === 409) void refreshCards(queryClient, card.id);
      }}
    >
      <p>{t.refuseText}</p>
      <TextArea
        label={t.reason}
        value={value.reason}
        onChange={(text) => change({ reason: text })}
        error={tried && reason === '' ? t.needReason : undefined}
        maxLength={2000}
        required
        autoFocus
      />
      <Phrases label={t.reason} phrases={t.reasons} onChoose={(text) => change({ reason: text })} />
    </ActDialog>
  );
}
