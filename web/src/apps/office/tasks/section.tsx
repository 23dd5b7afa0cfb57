import { useQuery } from '@tanstack/react-query';
import { ListTodo } from 'lucide-react';
import { taskKinds, taskWords as t } from '@/i18n/ru/tasks';
import { Badge } from '@/ui/Tag';
import type { Section } from '../shell/section';
import { countersQuery } from './queries';
import { countOf, overdueOf } from './queues';

const kinds = Object.keys(taskKinds);

/** How much waits; red while something is late. */
function Count() {
  const { data = [] } = useQuery(countersQuery);
  const count = countOf(data, kinds);
  return count > 0 ? <Badge count={count} most={99} tone={overdueOf(data, kinds) > 0 ? 'danger' : 'plain'} /> : null;
}

export const tasksSection: Section = { id: 'tasks', title: t.title, short: t.short, icon: ListTodo, to: '/tasks', keys: 'G T', Count };
