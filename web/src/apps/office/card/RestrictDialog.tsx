import { useState } from 'react';
import { api } from '@/api/client';
import { restrictWords as t } from '@/i18n/ru/cards';
import { kit } from '@/i18n/ru/kit';
import { useDraft } from '@/lib/useDraft';
import { Button } from '@/ui/Button';
import { Switch } from '@/ui/Choice';
import { Dialog } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { Banner, ErrorBox } from '@/ui/Notice';
import { PeoplePicker } from '@/ui/PeoplePicker';
import type { Named } from './form';
import { findPeople } from './lookups';
import type { Card, Desk } from './parts';
import { describeIfChanged } from './save';

/** The mark ДСП and the list of those who may read (§2.11). */
export default function RestrictDialog({ card, desk }: { card: Card; desk: Desk }) {
  const { value, change, clear } = useDraft(`restrict:${card.id}`, { on: true, copy: card.copy_number, readers: [] as readonly Named[] });
  const { on, copy, readers } = value;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await describeIfChanged(card);
      const { data } = await api.GET('/api/cards/{id}', { params: { path: { id: card.id } } });
      await api.POST('/api/documents/{id}/restrict', {
        params: { path: { id: card.id } },
        body: { mark: on ? 'dsp' : '', copy_number: on ? copy : '', readers: on ? readers.map(({ id }) => id) : [], version: data?.version ?? card.version },
      });
      clear();
      desk.done(on ? t.done : t.taken);
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
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
        <Banner tone="warn">{t.text}</Banner>
        {error !== undefined && <ErrorBox error={error} />}
        <Switch on={on} onChange={(next) => change({ on: next })}>
          {t.on}
        </Switch>
        {on && (
          <>
            <Field label={t.copy} value={copy} onChange={(next) => change({ copy: next })} maxLength={50} />
            <PeoplePicker<number> label={t.readers} hint={t.readersHint} value={readers} onChange={(next) => change({ readers: next })} load={findPeople} />
          </>
        )}
      </div>
    </Dialog>
  );
}
