import { useState } from 'react';
import { api } from '@/api/client';
import { orderWords, verbDialogs as t } from '@/i18n/ru/assignments';
import { listWords } from '@/i18n/ru/documents';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { TextArea } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { arrives } from '../card/flow';
import type { Card, Desk } from '../card/parts';
import { refreshOnConflict, type Assignment } from './orders';

interface ReportDialogProps {
  card: Card;
  one: Assignment;
  desk: Desk;
  kind: 'interim' | 'final' | 'contribution';
}

const titles = { interim: t.reportInterim, final: t.reportFinal, contribution: t.contributeTitle } as const;
const steps = [10, 25, 50, 75, 90] as const;
const none = 0;

/** Says what is done: on the way, at the end, or to the responsible executor. */
export default function ReportDialog({ card, one, desk, kind }: ReportDialogProps) {
  const answers = card.links.filter((link) => !link.outward && !arrives(link.card.flow)).map((link) => link.card);
  const { value, change, clear } = useDraft(`report:${kind}:${one.id}`, {
    text: '',
    percent: 50,
    reply: one.release_proposed_by ?? answers.at(-1)?.id ?? none,
  });
  const [tried, setTried] = useState(false);
  const missing = value.text.trim() === '' && (kind !== 'final' || value.reply === none);

  const run = async () => {
    const params = { path: { id: one.id } };
    const text = value.text.trim();
    if (kind === 'contribution') await api.POST('/api/assignments/{id}/contribute', { params, body: { text } });
    else if (kind === 'interim') await api.POST('/api/assignments/{id}/report', { params, body: { kind, text, percent: value.percent } });
    else await api.POST('/api/assignments/{id}/report', { params, body: { kind, text, percent: 100, ...(value.reply === none ? {} : { reply_id: value.reply }) } });
    clear();
    if (kind === 'interim') desk.done(t.interimDone);
    else desk.done(kind === 'final' ? t.reportDone : t.contributeDone, { next: true });
  };
  return (
    <ActDialog
      title={titles[kind]}
      action={t.send}
      onClose={desk.close}
      ready={() => {
        setTried(true);
        return !missing;
      }}
      run={run}
      refused={refreshOnConflict(card.id)}
    >
      <p className="muted">{one.text}</p>
      <TextArea
        label={kind === 'contribution' ? t.contributeText : t.text}
        hint={kind === 'final' && answers.length > 0 ? t.finalHint : ''}
        value={value.text}
        onChange={(text) => change({ text })}
        error={tried && missing ? t.needText : undefined}
        maxLength={8000}
        required={kind !== 'final' || value.reply === none}
        autoFocus
      />
      {kind === 'interim' && (
        <ChoiceChips label={t.percent} options={steps.map((id) => ({ id: String(id), title: String(id) }))} value={String(value.percent)} onChange={(id) => change({ percent: Number(id) })} />
      )}
      {kind === 'final' && answers.length > 0 && (
        <Select
          label={orderWords.replyDocument}
          options={[
            ...answers.map(({ id, number, summary, kind: name }) => ({ id, title: `${number === '' ? listWords.noNumber : `№ ${number}`} ${summary || name}` })),
            { id: none, title: t.noReply },
          ]}
          value={value.reply}
          onChange={(reply) => change({ reply })}
        />
      )}
    </ActDialog>
  );
}
