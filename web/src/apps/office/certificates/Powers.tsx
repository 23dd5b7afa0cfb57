import { useQuery, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { api } from '@/api/client';
import { certificates as t } from '@/i18n/ru/certificates';
import { dayNumbers } from '@/lib/dates';
import { IconButton } from '@/ui/Button';
import { ErrorBox, Skeleton } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import './certificates.css';
import { powersQuery } from './queries';

/** Powers of attorney (МЧД) by which a person signs for the body. */
export function Powers({ personId, change = false }: { personId: number; change?: boolean }) {
  const { data, error, refetch } = useQuery(powersQuery(personId));
  const client = useQueryClient();
  if (error) return <ErrorBox error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton count={1} />;
  if (data.items.length === 0) return <p className="muted small">{t.powersEmpty}</p>;
  const remove = async (id: number) => {
    try {
      await api.POST('/api/person-powers/{id}/remove', { params: { path: { id } } });
      toast.done(t.powerRemoved);
    } catch (problem) {
      toast.failed(problem);
    }
    await client.invalidateQueries({ queryKey: ['admin', 'people'] });
  };
  return (
    <ul className="plain-list">
      {data.items.map((one) => (
        <li key={one.id}>
          <span className="grow">
            {one.number}
            <span className="muted small"> {t.until(dayNumbers(one.from), dayNumbers(one.to))}</span>
          </span>
          {!one.in_force && <Tag tone="warn">{t.notInForce}</Tag>}
          {change && <IconButton small icon={X} label={`${t.powerRemove}: ${one.number}`} onPress={() => void remove(one.id)} />}
        </li>
      ))}
    </ul>
  );
}
