import { taskKinds, taskWords as t } from '@/i18n/ru/tasks';
import { ListItem } from '@/grid/ListItem';
import { Tag, type Tone } from '@/ui/Tag';
import { When } from '@/ui/When';
import type { Task } from './queues';

const tones: Readonly<Record<string, Tone>> = { accept_report: 'warn', decide_extension: 'warn', release: 'warn', rework: 'warn' };

/** What is asked: the text of an assignment, else the subject of the document. */
export const subjectOf = (task: Task) => ((task.subject.startsWith('assignment:') || task.document_id === 0) && task.title !== '' ? task.title : task.summary || task.document_kind);

export function TaskItem({ task, kind }: { task: Task; kind: boolean }) {
  return (
    <ListItem
      title={task.correspondent || task.document_kind || (taskKinds[task.kind] ?? '')}
      when={task.due_on === '' ? <When value={task.created_at} /> : <When value={task.due_on} due />}
      subject={subjectOf(task)}
      number={task.document_id === 0 ? '' : task.number === '' ? t.noNumber : `№ ${task.number}`}
      unread={task.seen_at === undefined}
      tags={
        <>
          {kind && <Tag tone={tones[task.kind] ?? 'accent'}>{taskKinds[task.kind]}</Tag>}
          {task.restricted ? <Tag tone="danger">{t.dsp}</Tag> : task.urgent && <Tag tone="danger">{t.urgent}</Tag>}
          {task.for && <Tag>{t.forOther(task.for)}</Tag>}
        </>
      }
      person={task.from}
    />
  );
}
