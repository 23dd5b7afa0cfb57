import { useState } from 'react';
import { fieldTexts } from '@/i18n/errorText';
import { catalogue as t } from '@/i18n/ru/catalogue';
import { useDraft } from '@/lib/useDraft';
import { Button } from '@/ui/Button';
import { DateField } from '@/ui/DateField';
import { Dialog } from '@/ui/Dialog';
import { TextArea } from '@/ui/Field';
import { Banner, ErrorBox } from '@/ui/Notice';
import type { Card } from './queries';

interface PublishProps {
  card: Card;
  onClose: () => void;
  publish: (from: string, note: string) => Promise<void>;
}

/** What publication changes, from when, and why. */
export function PublishDialog({ card, onClose, publish }: PublishProps) {
  const { value, change, clear } = useDraft(`catalogue:publish:${card.id}`, { from: card.today, note: '' });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const act = async () => {
    setBusy(true);
    try {
      await publish(value.from, value.note);
      clear();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t.publishTitle(card.short_name)}
      open
      wide
      onClose={onClose}
      footer={
        <Button kind="filled" keys="Ctrl+Enter" busy={busy} disabled={card.problems.length > 0 || value.from === ''} onPress={() => void act()}>
          {t.publish}
        </Button>
      }
    >
      <div className="stack">
        {card.problems.length > 0 ? <Banner tone="warn">{t.problems(card.problems.length)}</Banner> : <Banner tone="done">{t.ready}</Banner>}
        <h3>{t.changes}</h3>
        {card.editions.length === 0 ? (
          <p>{t.first}</p>
        ) : (
          <ul className="change-list" aria-label={t.changes}>
            {card.changes.map((line, index) => (
              <li key={index}>{line.text}</li>
            ))}
            {card.changes.length === 0 && <li>{t.noChanges}</li>}
          </ul>
        )}
        <DateField label={t.from} hint={t.fromHint} value={value.from} onChange={(from) => change({ from })} min={card.today} error={fieldTexts(error).from} />
        <TextArea label={t.note} hint={t.noteHint} value={value.note} onChange={(note) => change({ note })} rows={2} />
        {error !== undefined && <ErrorBox error={error} />}
      </div>
    </Dialog>
  );
}
