import { useState } from 'react';
import { api } from '@/api/client';
import { endWords as t } from '@/i18n/ru/cards';
import { listWords } from '@/i18n/ru/documents';
import { kit } from '@/i18n/ru/kit';
import { useDraft } from '@/lib/useDraft';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { TextArea } from '@/ui/Field';
import { ErrorBox } from '@/ui/Notice';
import { Button as AriaButton } from 'react-aria-components';
import type { Card, Desk } from './parts';

export type End = 'return_to_sender' | 'decline' | 'annul' | 'withdraw';

function call(how: End, id: number, reason: string) {
  const init = { params: { path: { id } }, body: { reason } };
  switch (how) {
    case 'return_to_sender':
      return api.POST('/api/documents/{id}/return-to-sender', init);
    case 'decline':
      return api.POST('/api/documents/{id}/decline', init);
    case 'annul':
      return api.POST('/api/documents/{id}/annul', init);
    case 'withdraw':
      return api.POST('/api/documents/{id}/withdraw', init);
  }
}

const words = (text: string | ((number: string) => string), number: string) => (typeof text === 'string' ? text : text(number));

interface EndDialogProps {
  card: Card;
  desk: Desk;
  how: End;
  action: string;
  /** What is known already: «Дубль № 12». */
  reason?: string;
}

/** Ends a card with a reason, which stays on it. */
export default function EndDialog({ card, desk, how, action, reason: first = '' }: EndDialogProps) {
  const { value, change, clear } = useDraft(`${how}:${card.id}`, { reason: first });
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const { title, text, done, reasons } = t[how];
  const number = card.number === '' ? listWords.noNumber : card.number;
  const run = async () => {
    setMissing(value.reason.trim() === '');
    if (value.reason.trim() === '') return;
    setBusy(true);
    setError(undefined);
    try {
      await call(how, card.id, value.reason.trim());
      clear();
      desk.done(words(done, number), { next: how !== 'annul' });
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={words(title, number)}
      open
      onClose={desk.close}
      alert
      footer={
        <>
          <Button kind="danger-filled" keys="Ctrl+Enter" busy={busy} onPress={() => void run()}>
            {action}
          </Button>
          <Button onPress={desk.close} disabled={busy}>
            {kit.cancel}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="muted">{text}</p>
        {error !== undefined && <ErrorBox error={error} />}
        <TextArea
          label={t.reason}
          hint={t.reasonHint}
          value={value.reason}
          onChange={(reason) => change({ reason })}
          error={missing && value.reason.trim() === '' ? t.needReason : undefined}
          required
          autoFocus
          maxLength={2000}
        />
        <div className="row row-wrap" role="group" aria-label={t.templates}>
          {reasons.map((reason) => (
            <AriaButton key={reason} className="chip" onPress={() => change({ reason })}>
              {reason}
            </AriaButton>
          ))}
        </div>
      </div>
    </Dialog>
  );
}
