import { Monitor, X } from 'lucide-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { profile as t } from '@/i18n/ru/shell';
import { IconButton } from '@/ui/Button';
import { ErrorBox, Skeleton } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import { When } from '@/ui/When';
import { browserName } from './browserName';
import { sessionsQuery } from './queries';

/** Where this person is signed in; a forgotten workplace can be closed from here. */
export function Sessions() {
  const { data, error, refetch } = useQuery(sessionsQuery);
  const queryClient = useQueryClient();
  if (error) return <ErrorBox error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton count={2} />;
  const end = async (id: number) => {
    try {
      await take(api.DELETE('/api/sessions/{id}', { params: { path: { id } } }));
      toast.done(t.sessionEnded);
    } catch (problem) {
      toast.failed(problem);
    }
    await queryClient.invalidateQueries(sessionsQuery);
  };
  return (
    <ul className="sessions">
      {data.items.map((one) => (
        <li key={one.id} className="session">
          <Monitor size="1.25em" aria-hidden />
          <span className="grow">
            {browserName(one.agent) ?? t.unknownBrowser}, {one.address}
            <span className="muted small session-when">
              {t.lastUsed} <When value={one.seen_at} moment />
            </span>
          </span>
          {one.current ? <Tag tone="done">{t.thisSession}</Tag> : <IconButton icon={X} label={t.endSession} onPress={() => void end(one.id)} />}
        </li>
      ))}
    </ul>
  );
}
