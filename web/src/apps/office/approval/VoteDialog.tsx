import { useState } from 'react';
import { api } from '@/api/client';
import { voteDialog as t } from '@/i18n/ru/approval';
import { useDraft } from '@/lib/useDraft';
import { ActDialog, Phrases } from '@/ui/ActDialog';
import { TextArea } from '@/ui/Field';
import { Banner } from '@/ui/Notice';
import type { Card, Desk } from '../card/parts';
import { approvalWords } from '@/i18n/ru/approval';
import { currentCycle, refreshOnConflict, visaOf } from './visas';

type How = 'agreed_with_remarks' | 'not_agreed' | 'abstained_conflict';

const looks = {
  agreed_with_remarks: { title: t.remarksTitle, text: '', action: t.remarksAction, label: t.remarks, need: t.needText, done: t.withRemarks },
  not_agreed: { title: t.rejectTitle, text: t.rejectText, action: t.rejectAction, label: t.reason, need: t.needReason, done: t.rejected },
  abstained_conflict: { title: t.abstainTitle, text: t.abstainText, action: t.abstainAction, label: t.reason, need: t.needReason, done: t.abstained },
} as const;

/** A vote that must say why. It is given for the text that lay on the screen when the dialog was opened. */
export default function VoteDialog({ card, desk, vote }: { card: Card; desk: Desk; vote: How }) {
  const { title, text, action, label, need, done } = looks[vote];
  const { current } = card.approval;
  const [read] = useState(() => ({ sha256: currentCycle(current)?.sha256 ?? '', visa: visaOf(card)?.id }));
  const { value, change, clear } = useDraft(`vote:${card.id}`, { remarks: '' });
  const [tried, setTried] = useState(false);
  const [stale, setStale] = useState(false);
  const remarks = value.remarks.trim();
  return (
    <ActDialog
      title={title}
      action={action}
      kind={vote === 'not_agreed' ? 'danger-filled' : 'filled'}
      alert={vote === 'not_agreed'}
      onClose={desk.close}
      ready={() => {
        setTried(true);
        return remarks !== '';
      }}
      run={async () => {
        if (current === undefined) return;
        const visa = read.visa === undefined ? {} : { visa_id: read.visa };
        await api.POST('/api/approvals/{id}/vote', { params: { path: { id: current.id } }, body: { sha256: read.sha256, vote, remarks, ...visa } });
        clear();
        desk.done(done, { next: true });
      }}
      refused={(error) => {
        setStale(true);
        refreshOnConflict(card.id)(error);
      }}
    >
      {stale && currentCycle(current)?.sha256 !== read.sha256 && <Banner tone="warn">{approvalWords.staleText}</Banner>}
      {text && <p>{text}</p>}
      <TextArea
        label={label}
        value={value.remarks}
        onChange={(next) => change({ remarks: next })}
        error={tried && remarks === '' ? need : undefined}
        maxLength={10_000}
        required
        autoFocus
      />
      {vote === 'not_agreed' && <Phrases label={t.reason} phrases={t.reasons} onChoose={(next) => change({ remarks: next })} />}
    </ActDialog>
  );
}
