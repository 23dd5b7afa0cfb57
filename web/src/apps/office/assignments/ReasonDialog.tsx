import { useState } from 'react';
import { api } from '@/api/client';
import { verbDialogs as t, verbWords } from '@/i18n/ru/assignments';
import { today } from '@/lib/dates';
import { useDraft } from '@/lib/useDraft';
import { ActDialog, Phrases } from '@/ui/ActDialog';
import { DateField } from '@/ui/DateField';
import { TextArea } from '@/ui/Field';
import type { Card, Desk } from '../card/parts';
import { refreshOnConflict, type Assignment } from './orders';

type How = 'return' | 'cancel' | 'reopen' | 'refuse_extension';

const looks = {
  return: { title: t.returnTitle, done: t.returnDone, reasons: t.returnReasons, dated: true, next: true },
  cancel: { title: t.cancelTitle, done: t.cancelDone, reasons: t.cancelReasons, dated: false, next: true },
  reopen: { title: t.reopenTitle, done: t.reopenDone, reasons: t.reopenReasons, dated: true, next: false },
  refuse_extension: { title: t.refuseTitle, done: t.refuseDone, reasons: t.refuseReasons, dated: false, next: true },
} as const;

function call(how: How, id: number, reason: string, due: string) {
  const params = { path: { id } };
  const body = due === '' ? { reason } : { reason, due_on: due };
  switch (how) {
    case 'return':
      return api.POST('/api/assignments/{id}/return', { params, body });
    case 'cancel':
      return api.POST('/api/assignments/{id}/cancel', { params, body: { reason } });
    case 'reopen':
      return api.POST('/api/assignments/{id}/reopen', { params, body });
    case 'refuse_extension':
      return api.POST('/api/assignments/{id}/refuse-extension', { params, body: { reason } });
  }
}

/** Acts that need a reason; a return and a reopening may set another term. */
export default function ReasonDialog({ card, one, desk, how }: { card: Card; one: Assignment; desk: Desk; how: How }) {
  const { title, done, reasons, dated, next } = looks[how];
  const { value, change, clear } = useDraft(`${how}:${one.id}`, { reason: '', due: '' });
  const [tried, setTried] = useState(false);
  const reason = value.reason.trim();
  return (
    <ActDialog
      title={title}
      action={verbWords[how]}
      kind={how === 'cancel' ? 'danger-filled' : 'filled'}
      alert={how === 'cancel'}
      onClose={desk.close}
      ready={() => {
        setTried(true);
        return reason !== '';
      }}
      run={async () => {
        await call(how, one.id, reason, value.due);
        clear();
        desk.done(done, { next });
      }}
      refused={refreshOnConflict(card.id)}
    >
      {how === 'cancel' && <p>{t.cancelText}</p>}
      <p className="muted">{one.text}</p>
      <TextArea
        label={t.reason}
        value={value.reason}
        onChange={(text) => change({ reason: text })}
        error={tried && reason === '' ? t.needReason : undefined}
        maxLength={4000}
        required
        autoFocus
      />
      <Phrases label={t.reason} phrases={reasons} onChoose={(text) => change({ reason: text })} />
      {dated && one.roles.includes('issuer') && <DateField label={t.newDue} hint={t.newDueHint} value={value.due} onChange={(due) => change({ due })} min={today()} />}
    </ActDialog>
  );
}
