import { useState } from 'react';
import { api } from '@/api/client';
import { verbDialogs as t } from '@/i18n/ru/assignments';
import { fieldTexts } from '@/i18n/errorText';
import { dayWords } from '@/lib/dates';
import { useAct } from '@/lib/useAct';
import { useDraft } from '@/lib/useDraft';
import { Button } from '@/ui/Button';
import { Drawer } from '@/ui/Dialog';
import { ErrorBox } from '@/ui/Notice';
import type { Card, Desk } from '../card/parts';
import { blank, byHand, complete, toItem, type Writing } from './item';
import { ItemsEditor } from './ItemsEditor';
import { refreshOnConflict, type Assignment } from './orders';
import './assignments.css';

/** Gives parts of an assignment downward; their terms end with it at the latest. */
export default function ReassignDialog({ card, one, desk }: { card: Card; one: Assignment; desk: Desk }) {
  const { value, change, clear } = useDraft<{ items: readonly Writing[] }>(`reassign:${one.id}`, {
    items: [{ ...blank(one.text), term: byHand, due: one.due_on, control: 'none' }],
  });
  const [tried, setTried] = useState(false);
  const { busy, error, run } = useAct(refreshOnConflict(card.id));
  const act = async () => {
    setTried(true);
    if (!value.items.every(complete)) return;
    await run(async () => {
      await api.POST('/api/assignments/{id}/reassign', { params: { path: { id: one.id } }, body: { items: value.items.map(toItem) } });
      clear();
      desk.done(t.reassignDone);
    });
  };
  return (
    <Drawer
      title={t.reassignTitle}
      open
      onClose={desk.close}
      footer={
        <Button kind="filled" keys="Ctrl+Enter" busy={busy} onPress={() => void act()}>
          {t.reassignAction}
        </Button>
      }
    >
      <p className="muted">{t.reassignHint(dayWords(one.due_on))}</p>
      {error !== undefined && <ErrorBox error={error} />}
      <ItemsEditor items={value.items} onChange={(items) => change({ items })} tried={tried} refused={fieldTexts(error)} max={one.due_on} />
    </Drawer>
  );
}
