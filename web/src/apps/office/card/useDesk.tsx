import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { toast } from '@/ui/Toast';
import type { Desk } from './parts';
import { refreshCards } from './queries';

interface Place {
  openTab: (key: string) => void;
  openCard: (id: number) => void;
  /** Opens the document after this one; without it the card stays. */
  next?: (() => void) | undefined;
}

/** The desk of one card, and the dialog that lies on it. */
export function useDesk(id: number, { openTab, openCard, next }: Place): { desk: Desk; dialog: ReactNode } {
  const client = useQueryClient();
  const [dialog, setDialog] = useState<{ id: number; content: ReactNode }>();
  const close = useCallback(() => setDialog(undefined), []);
  const desk = useMemo(
    (): Desk => ({
      show: (content) => setDialog({ id, content }),
      close,
      done: (text, after = {}) => {
        close();
        toast.done(text, after.undo);
        if (after.next) next?.();
        void refreshCards(client, id);
      },
      openTab,
      openCard,
    }),
    [client, close, id, next, openCard, openTab],
  );
  return { desk, dialog: dialog?.id === id ? dialog.content : undefined };
}
