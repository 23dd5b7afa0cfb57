import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { api } from '@/api/client';
import { people as t, taskWords } from '@/i18n/ru/admin';
import { Button, IconButton } from '@/ui/Button';
import { Combo } from '@/ui/Combo';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import type { Option } from '@/ui/Select';
import { toast } from '@/ui/Toast';
import { When } from '@/ui/When';
import { leavingQuery, loadEmployees, type Leaving } from '../queries';

/** What waits for a person who leaves; one or all are given to another at once. */
export function OpenTasks({ personId, expected = 0 }: { personId: number; expected?: number }) {
  const { data, error, refetch } = useQuery(leavingQuery(personId));
  const client = useQueryClient();
  const [to, setTo] = useState<Option<number> | null>(null);
  const [busy, setBusy] = useState(false);
  if (error) return <ErrorBox error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton count={3} />;
  const tasks = data.items;
  const hidden = expected - tasks.length;
  const give = async (some: readonly Leaving[]) => {
    if (to === null) return;
    setBusy(true);
    let done = 0;
    try {
      // One after another: each also hands over what the task is about.
      for (const task of some) {
        await api.POST('/api/tasks/{id}/move', { params: { path: { id: task.id } }, body: { employee_id: to.id } });
        done += 1;
      }
      toast.done(t.given(done));
    } catch (problem) {
      toast.failed(problem);
      if (done > 0) toast.done(t.giveStopped(done, some.length));
    } finally {
      setBusy(false);
      await Promise.all([client.invalidateQueries({ queryKey: leavingQuery(personId).queryKey }), client.invalidateQueries({ queryKey: ['tasks'] })]);
    }
  };
  return (
    <div className="stack">
      {tasks.length === 0 ? <Empty icon={CircleCheck} title={t.tasksNone} /> : <p>{t.tasksLead(tasks.length)}</p>}
      {hidden > 0 && <p className="small muted">{t.tasksHidden(hidden)}</p>}
      {tasks.length > 0 && (
        <>
          <Combo label={t.giveTo} load={loadEmployees} value={to} onChange={setTo} />
          <ul className="plain-list">
            {tasks.map((task) => (
              <TaskLine key={task.id} task={task} disabled={to === null || busy} onGive={() => void give([task])} />
            ))}
          </ul>
          <div>
            <Button busy={busy} disabled={to === null} onPress={() => void give(tasks)}>
              {t.giveAll}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

function TaskLine({ task, disabled, onGive }: { task: Leaving; disabled: boolean; onGive: () => void }) {
  const title = `${taskWords[task.kind] ?? task.kind}, ${task.number === '' ? t.noNumber : `№ ${task.number}`}`;
  return (
    <li>
      <span className="grow">{title}</span>
      {task.due_on !== '' && <When value={task.due_on} due />}
      <IconButton small icon={UserRoundPlus} label={t.giveOne(title)} disabled={disabled} onPress={onGive} />
    </li>
  );
}
