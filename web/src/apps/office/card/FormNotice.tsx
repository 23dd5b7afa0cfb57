import { useState } from 'react';
import { fieldWords, formWords as t } from '@/i18n/ru/documents';
import { useKey } from '@/lib/useKeys';
import { Button } from '@/ui/Button';
import { Banner } from '@/ui/Notice';
import { toast } from '@/ui/Toast';
import type { CardForm, FieldName, FormState } from './form';
import type { Card, Desk } from './parts';
import { describe } from './save';

const words: Readonly<Record<FieldName, string>> = {
  ...fieldWords,
  kind: fieldWords.kind,
  summary: fieldWords.summary,
};

interface FormNoticeProps {
  card: Card;
  desk: Desk;
  form: CardForm;
  state: FormState;
}

/** What became of what was typed: restored, changed by somebody else, not saved yet. */
export function FormNotice({ form, state }: Pick<FormNoticeProps, 'form' | 'state'>) {
  if (state.both.length > 0) {
    return (
      <Banner
        tone="warn"
        action={
          <div className="row">
            <Button small onPress={() => form.settle('mine')}>
              {t.keepMine}
            </Button>
            <Button small kind="quiet" onPress={() => form.settle('theirs')}>
              {t.takeNew}
            </Button>
          </div>
        }
      >
        {t.stale(state.both.map((name) => words[name]).join(', '))}
      </Banner>
    );
  }
  if (!state.merged && !state.restored) return null;
  return (
    <Banner
      tone="accent"
      action={
        <Button small kind="quiet" onPress={form.understood}>
          {t.understood}
        </Button>
      }
    >
      {state.merged ? t.merged : t.restored}
    </Banner>
  );
}

/** Below the fields, only when there is something to save. */
export function SaveBar({ card, desk, form, state }: FormNoticeProps) {
  const [busy, setBusy] = useState(false);
  const dirty = state.changed.some((name) => name !== 'journal');
  const save = async () => {
    setBusy(true);
    try {
      await describe(card);
      desk.done(t.saved);
    } catch (error) {
      toast.failed(error);
    } finally {
      setBusy(false);
    }
  };
  useKey('Ctrl+S', t.save, () => void save(), { group: t.group, enabled: dirty && !busy });
  if (!dirty) return null;
  return (
    <div className="fields-bar whole" role="status">
      <span className="muted small grow">{t.changed}</span>
      <Button small busy={busy} onPress={() => void save()} hint={`${t.save} (Ctrl S)`}>
        {t.save}
      </Button>
      <Button small kind="quiet" disabled={busy} onPress={form.discard}>
        {t.discard}
      </Button>
    </div>
  );
}
