import { useQuery } from '@tanstack/react-query';
import { ListTodo, MousePointerClick } from 'lucide-react';
import { useMemo } from 'react';
import { taskKinds, taskWords as t } from '@/i18n/ru/tasks';
import { DataGrid } from '@/grid/DataGrid';
import { Button } from '@/ui/Button';
import { Views } from '@/ui/FilterChips';
import { Empty } from '@/ui/Notice';
import { CardBeside } from '../assignments/CardBeside';
import { dueGroup } from '../assignments/dueGroups';
import type { Room } from '../card/useRoom';
import { Piles } from '../signing/Piles';
import { nothingOpen, type Go, type TaskPlace } from './place';
import { countersQuery } from './queries';
import { countOf, type Task } from './queues';
import { TaskItem } from './TaskItem';
import { useTasks } from './useTasks';

interface DesktopProps {
  place: TaskPlace;
  go: Go;
  room: Room;
}

/** List, card and document side by side. */
export default function Desktop({ place, go, room }: DesktopProps) {
  const queue = place.queue;
  const kinds = useMemo(() => (queue === undefined ? [] : [queue]), [queue]);
  const { rows, list, current, open, next } = useTasks(kinds, place, go);
  return (
    <>
      <section className="list-pane" aria-label={t.title} data-pane>
        <Head queue={queue} go={go} />
        <DataGrid
          key={queue ?? 'all'}
          label={t.title}
          rows={rows}
          keyOf={keyOf}
          item={queue === undefined ? withKind : withoutKind}
          groupOf={groupOf}
          current={current?.id}
          onCurrent={(task) => open(task, true)}
          onOpen={(task) => open(task)}
          loading={list.isPending}
          error={list.error}
          onRetry={() => void list.refetch()}
          hasMore={list.hasNextPage}
          loadingMore={list.isFetchingNextPage}
          onEndReached={() => void list.fetchNextPage()}
          empty={<Nothing queue={queue} go={go} />}
        />
      </section>
      {place.card === undefined ? (
        <div className="pane-empty">
          <Empty icon={MousePointerClick} title={t.openFirst}>
            {t.openFirstHint}
          </Empty>
        </div>
      ) : (
        <CardBeside key={place.task} id={place.card} opened={place} go={go} beside={room === 'three'} onNext={next} />
      )}
    </>
  );
}

const keyOf = (task: Task) => task.id;
const withKind = (task: Task) => <TaskItem task={task} kind />;
const withoutKind = (task: Task) => <TaskItem task={task} kind={false} />;
const groupOf = (task: Task) => dueGroup(task.due_on);

function Head({ queue, go }: { queue: string | undefined; go: Go }) {
  const { data: counters = [] } = useQuery(countersQuery);
  const views = [
    { id: 'all', title: t.all },
    ...counters.map(({ kind, open, overdue }) => ({ id: kind, title: taskKinds[kind] ?? kind, count: open, tone: overdue > 0 ? ('danger' as const) : ('plain' as const) })),
    ...(queue !== undefined && counters.every(({ kind }) => kind !== queue) ? [{ id: queue, title: taskKinds[queue] ?? queue }] : []),
  ];
  return (
    <header className="list-head">
      <div className="row">
        <h1 className="grow">{t.title}</h1>
      </div>
      <Views label={t.queues} views={views} selected={queue ?? 'all'} onSelect={(next) => go({ ...nothingOpen, queue: next === 'all' ? undefined : next })} />
      {(queue === undefined || queue === 'sign') && <Piles waiting={countOf(counters, ['sign'])} />}
    </header>
  );
}

function Nothing({ queue, go }: { queue: string | undefined; go: Go }) {
  return (
    <Empty icon={ListTodo} title={queue === undefined ? t.empty : t.emptyQueue} action={queue !== undefined && <Button onPress={() => go({ queue: undefined })}>{t.toAll}</Button>}>
      {t.emptyHint}
    </Empty>
  );
}
