import { ChevronUp, Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { cardWords as t } from '@/i18n/ru/cards';
import { useKey } from '@/lib/useKeys';
import { Button, IconButton } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { toast } from '@/ui/Toast';
import { actions } from '../cardParts';
import type { Card, CardAction, Desk } from './parts';

const beside = 2;

/** What this person may do with the card now: one filled button, two beside it, the rest in a menu. */
export function ActionBar({ card, desk }: { card: Card; desk: Desk }) {
  const [busy, setBusy] = useState<CardAction>();
  const mine = actions.filter((action) => card.actions.includes(action.key) && (action.shown?.(card) ?? true));
  const act = async (action: CardAction) => {
    if (busy !== undefined) return;
    setBusy(action);
    try {
      await action.run(card, desk);
    } catch (error) {
      toast.failed(error);
    } finally {
      setBusy(undefined);
    }
  };
  if (mine.length === 0) return null;
  const open = mine.filter((action) => action.primary).slice(0, 1 + beside);
  // A narrow card has no room for the dangerous one beside: it is in the menu then.
  const rest = mine.filter((action) => !open.includes(action) || (action.danger && open.indexOf(action) > 0));
  return (
    <footer className="card-actions bar" aria-label={t.actions}>
      {open.map((action, index) => (
        <Button
          key={action.label}
          kind={index === 0 ? 'filled' : action.danger ? 'danger' : 'outline'}
          keys={action.shortcut}
          busy={busy === action}
          onPress={() => void act(action)}
        >
          {action.label}
        </Button>
      ))}
      {rest.length > 0 && (
        <Menu
          label={t.more}
          trigger={open.length === 0 ? <Button icon={ChevronUp}>{t.actionsShort}</Button> : <IconButton icon={Ellipsis} label={t.moreActions} />}
          actions={rest.map((action) => ({
            id: action.label,
            title: action.label,
            keys: action.shortcut,
            danger: action.danger,
            run: () => void act(action),
          }))}
        />
      )}
      {rest.filter((action) => !open.includes(action)).map((action) => (
        <ActionKey key={action.label} action={action} run={() => void act(action)} />
      ))}
    </footer>
  );
}

/** Keys of what is folded into the menu work too. */
function ActionKey({ action, run }: { action: CardAction; run: () => void }) {
  useKey(action.shortcut, action.label, run);
  return null;
}
