import { useState } from 'react';
import { api } from '@/api/client';
import { disagreementWords as t } from '@/i18n/ru/approval';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { TextArea } from '@/ui/Field';
import type { Card, Desk } from '../card/parts';
import type { Disagreement } from './Disagreements';
import { refreshOnConflict } from './visas';

interface Form {
  position: 'accepted' | 'declined';
  text: string;
}

/** The author's position on one remark; to decline it one says why. */
export default function AnswerDialog({ card, desk, row }: { card: Card; desk: Desk; row: Disagreement }) {
  const { value, change, clear } = useDraft<Form>(`answer:${row.visa_id}`, { position: row.position === 'declined' ? 'declined' : 'accepted', text: row.answer });
  const [tried, setTried] = useState(false);
  const text = value.text.trim();
  const missing = value.position === 'declined' && text === '';
  return (
    <ActDialog
      title={t.answerTitle}
      action={t.save}
      onClose={desk.close}
      ready={() => {
        setTried(true);
        return !missing;
      }}
      run={async () => {
        await api.POST('/api/visas/{id}/answer', { params: { path: { id: row.visa_id } }, body: { position: value.position, text } });
        clear();
        desk.done(t.answered);
      }}
      refused={refreshOnConflict(card.id)}
    >
      <p className="remark">
        <span className="muted">{row.name}: </span>
        {row.remarks}
      </p>
      <ChoiceChips
        label={t.position}
        options={(['accepted', 'declined'] as const).map((id) => ({ id, title: t.positions[id] }))}
        value={value.position}
        onChange={(position) => change({ position })}
      />
      <TextArea
        label={value.position === 'declined' ? t.why : t.how}
        value={value.text}
        onChange={(next) => change({ text: next })}
        error={tried && missing ? t.needWhy : undefined}
        maxLength={10_000}
        rows={3}
        required={value.position === 'declined'}
        autoFocus
      />
    </ActDialog>
  );
}
