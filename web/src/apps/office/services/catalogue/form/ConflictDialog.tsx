import { useQuery } from '@tanstack/react-query';
import { formBuilder as t } from '@/i18n/ru/formBuilder';
import { momentWords } from '@/lib/dates';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Skeleton } from '@/ui/Notice';
import type { Card } from '../queries';
import { checkQuery } from './queries';

interface Props {
  /** the draft as the other person left it */
  theirs: Card;
  mine: string;
  onTake: () => void;
  onKeep: () => void;
  onClose: () => void;
}

/** Two wrote at once: who the other one is, what differs, and whose form stays. */
export function ConflictDialog({ theirs, mine, onTake, onKeep, onClose }: Props) {
  const { draft } = theirs;
  const { data } = useQuery({ ...checkQuery(theirs.id, mine), queryKey: ['catalogue', 'form', theirs.id, mine, draft?.version ?? 0], placeholderData: undefined });
  return (
    <Dialog
      title={t.conflict}
      open
      wide
      onClose={onClose}
      footer={
        draft && (
          <>
            <Button kind="filled" onPress={onTake} hint={t.takeTheirsHint}>
              {t.takeTheirs}
            </Button>
            <Button onPress={onKeep}>{t.keepMine}</Button>
          </>
        )
      }
    >
      <div className="stack">
        <p>{draft ? t.conflictWho(draft.changed_by, momentWords(draft.changed_at)) : t.conflictGone}</p>
        {draft && (
          <>
            <h3>{t.conflictChanges}</h3>
            {data ? (
              <ul className="change-list" aria-label={t.conflictChanges}>
                {data.changes.map((one, n) => (
                  <li key={n}>{one.text}</li>
                ))}
                {data.changes.length === 0 && <li>{t.same}</li>}
              </ul>
            ) : (
              <Skeleton />
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}
