import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo } from 'react';
import { cardQuery } from '../card/queries';
import { nothingOpen, type Go, type TaskPlace } from './place';
import { markSeen, tasksQuery } from './queries';
import { pageOf, tabOf, type Task } from './queues';

export interface Tasks {
  rows: readonly Task[];
  list: ReturnType<typeof useList>;
  /** The task that lies open, while it is still in the queue. */
  current: Task | undefined;
  /** Its place in the queue, from 0. */
  at: number;
  open: (task: Task, replace?: boolean) => void;
  /** After a decision: the next one, or the one before; an empty queue closes the card. */
  next: () => void;
}

const useList = (kinds: readonly string[]) => useInfiniteQuery(tasksQuery(kinds));

/** The queue and the task that lies open in it. */
export function useTasks(kinds: readonly string[], place: TaskPlace, go: Go): Tasks {
  const client = useQueryClient();
  const list = useList(kinds);
  const rows = useMemo(() => unique(list.data?.pages.flatMap((page) => page.items) ?? []), [list.data]);
  const at = rows.findIndex((task) => task.id === place.task);
  const current = rows[at];
  const router = useRouter();
  const open = useCallback(
    (task: Task, replace = false) => {
      const elsewhere = pageOf(task);
      if (elsewhere === undefined) go({ ...nothingOpen, task: task.id, card: task.document_id, about: task.subject, tab: tabOf(task) }, replace);
      else void router.navigate({ href: elsewhere });
    },
    [go, router],
  );
  const next = useCallback(() => {
    const following = rows[at + 1] ?? rows[at - 1];
    if (at < 0 || following === undefined) go(nothingOpen, true);
    else open(following, true);
  }, [rows, at, go, open]);
  useEffect(() => {
    if (current !== undefined && current.seen_at === undefined) void markSeen(current.id);
  }, [current]);
  // What comes next is fetched while this one is read.
  const following = rows[at + 1]?.document_id;
  useEffect(() => {
    if (at >= 0 && following !== undefined && following !== 0) void client.prefetchQuery(cardQuery(following));
  }, [at, following, client]);
  return { rows, list, current, at, open, next };
}

/** A task that moved between two pages while they were read stands once. */
function unique(rows: readonly Task[]): readonly Task[] {
  const seen = new Set<number>();
  return rows.filter((row) => !seen.has(row.id) && seen.add(row.id));
}
