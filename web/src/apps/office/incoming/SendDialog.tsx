import { useState } from 'react';
import { api } from '@/api/client';
import { sendWords as t } from '@/i18n/ru/cards';
import { fieldTexts } from '@/i18n/errorText';
import { kit } from '@/i18n/ru/kit';
import { today } from '@/lib/dates';
import { useDraft } from '@/lib/useDraft';
import { Button } from '@/ui/Button';
import { Switch } from '@/ui/Choice';
import { Combo } from '@/ui/Combo';
import { DateField } from '@/ui/DateField';
import { Dialog } from '@/ui/Dialog';
import { TextArea } from '@/ui/Field';
import { ErrorBox } from '@/ui/Notice';
import { PeoplePicker } from '@/ui/PeoplePicker';
import type { Named } from '../card/form';
import { findExecutives, findPeople } from '../card/lookups';
import type { Card, Desk } from '../card/parts';

interface Draft {
  executive: Named | null;
  withDraft: boolean;
  text: string;
  responsible: readonly Named[];
  coExecutors: readonly Named[];
  due: string;
  note: string;
}

/** Before an executive, with a draft of his resolution if the sender has one. */
export default function SendDialog({ card, desk }: { card: Card; desk: Desk }) {
  const { value, change, clear } = useDraft<Draft>(`send:${card.id}`, {
    executive: card.addressee ? { id: card.addressee.id, title: card.addressee.name, hint: card.addressee.post } : null,
    withDraft: false,
    text: '',
    responsible: [],
    coExecutors: [],
    due: '',
    note: '',
  });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const { executive, withDraft, text, responsible } = value;
  const first = responsible[0];
  const ready = executive !== null && (!withDraft || (text.trim() !== '' && first !== undefined));
  const run = async () => {
    setTried(true);
    if (!ready || executive === null) return;
    setBusy(true);
    setError(undefined);
    try {
      await api.POST('/api/documents/{id}/send-to-executive', { params: { path: { id: card.id } }, body: { executive_id: executive.id, ...draftOf(value, executive.id) } });
      clear();
      desk.done(t.done(executive.title), { next: true });
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  const texts = fieldTexts(error);
  return (
    <Dialog
      title={t.title}
      open
      onClose={desk.close}
      footer={
        <>
          <Button kind="filled" keys="Ctrl+Enter" busy={busy} onPress={() => void run()}>
            {t.action}
          </Button>
          <Button onPress={desk.close} disabled={busy}>
            {kit.cancel}
          </Button>
        </>
      }
    >
      <div className="stack">
        {error !== undefined && <ErrorBox error={error} />}
        <Combo<number>
          label={t.executive}
          hint={executive?.hint ?? t.executiveHint}
          value={executive}
          onChange={(next) => change({ executive: next })}
          load={findExecutives}
          error={texts.executive_id ?? (tried && executive === null ? t.needExecutive : undefined)}
          autoFocus
        />
        <Switch on={withDraft} onChange={(on) => change({ withDraft: on })}>
          {t.withDraft}
        </Switch>
        {withDraft && (
          <>
            <p className="muted small">{t.withDraftHint}</p>
            <TextArea
              label={t.text}
              value={text}
              onChange={(next) => change({ text: next })}
              error={tried && text.trim() === '' ? t.needText : undefined}
              required
            />
            <PeoplePicker<number>
              label={t.responsible}
              value={responsible}
              onChange={(next) => change({ responsible: next })}
              load={findPeople}
              most={1}
              error={tried && first === undefined ? t.needResponsible : undefined}
              required
            />
            <PeoplePicker<number> label={t.coExecutors} value={value.coExecutors} onChange={(coExecutors) => change({ coExecutors })} load={findPeople} />
            <DateField label={t.due} hint={t.dueHint} value={value.due} onChange={(due) => change({ due })} min={today()} />
            <TextArea label={t.note} value={value.note} onChange={(note) => change({ note })} rows={2} />
          </>
        )}
      </div>
    </Dialog>
  );
}

function draftOf({ withDraft, text, responsible, coExecutors, due, note }: Draft, author: number) {
  const first = responsible[0];
  if (!withDraft || first === undefined) return {};
  const item = {
    text: text.trim(),
    responsible_id: first.id,
    control: 'ordinary' as const,
    ...(coExecutors.length > 0 ? { co_executors: coExecutors.map(({ id }) => ({ employee_id: id })) } : {}),
    ...(due === '' ? {} : { due_on: due }),
  };
  return { draft: { author_id: author, items: [item], ...(note.trim() === '' ? {} : { note: note.trim() }) } };
}
