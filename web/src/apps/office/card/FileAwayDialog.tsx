import { useMemo, useState } from 'react';
import { api } from '@/api/client';
import { fileAwayWords as t } from '@/i18n/ru/cards';
import { kit } from '@/i18n/ru/kit';
import { Button } from '@/ui/Button';
import { Combo } from '@/ui/Combo';
import { Dialog } from '@/ui/Dialog';
import { ErrorBox } from '@/ui/Notice';
import { among } from '@/ui/useOptions';
import { useCaseFiles } from './dictionaries';
import type { Named } from './form';
import type { Card, Desk } from './parts';

/** Into a case: the document ends its way in the office. */
export default function FileAwayDialog({ card, desk }: { card: Card; desk: Desk }) {
  const cases = useCaseFiles(true);
  const load = useMemo(() => among(cases), [cases]);
  const [chosen, setChosen] = useState<Named | null>(card.case ? { id: card.case.id, title: card.case.index, hint: card.case.title } : null);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = async () => {
    setMissing(chosen === null);
    if (chosen === null) return;
    setBusy(true);
    try {
      await api.POST('/api/documents/{id}/file-away', { params: { path: { id: card.id } }, body: { case_file_id: chosen.id } });
      desk.done(t.done(chosen.title), { next: true });
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
        {error !== undefined && <ErrorBox error={error} />}
        <Combo<number>
          label={t.caseFile}
          value={chosen}
          onChange={setChosen}
          load={load}
          hint={chosen?.hint}
          error={missing && chosen === null ? t.needCase : undefined}
          required
          autoFocus
        />
      </div>
    </Dialog>
  );
}
