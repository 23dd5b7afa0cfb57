import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/client';
import { exchangeErrors, exchangeWords as t, kindWords } from '@/i18n/ru/exchange';
import { momentWords } from '@/lib/dates';
import { Button } from '@/ui/Button';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { Tag } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import { itemsQuery, type Item, type Setup } from './queries';

/** Items that are not cards yet: a body that we do not know, or data that no card can be made of. */
export function Waiting({ state, setup }: { state: 'sorting' | 'faulty'; setup: Setup }) {
  const { data, error, refetch } = useQuery(itemsQuery(state));
  if (error !== null) return <ErrorBox error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton shape="table" count={3} />;
  if (data.items.length === 0) return <Empty title={t.nothing}>{t.waitingHints[state]}</Empty>;
  return (
    <ul className="exchange-items">
      {data.items.map((item) => (
        <li key={item.id}>
          <div>
            <p className="strong">
              № {item.number === '' ? item.foreign_id : item.number} · {kindWords[item.kind] ?? item.kind}
            </p>
            <p className="muted">
              {t.toWhom(item.body_title, item.body_code)} · {momentWords(item.arrived_at)}
            </p>
            {item.error !== '' && <Tag tone="danger">{exchangeErrors[item.error] ?? item.error}</Tag>}
          </div>
          {state === 'sorting' ? <Sort item={item} setup={setup} /> : <Retry item={item} />}
        </li>
      ))}
    </ul>
  );
}

function Sort({ item, setup }: { item: Item; setup: Setup }) {
  const client = useQueryClient();
  const [body, setBody] = useState<number | null>(null);
  const send = async (always: boolean) => {
    if (body === null) return;
    await api.POST('/api/pos/items/{id}/sort', { params: { path: { id: item.id } }, body: { body_id: body, always } });
    await client.invalidateQueries({ queryKey: ['pos'] });
    toast.done(t.sorted);
  };
  return (
    <div className="exchange-sort">
      <Select label={t.choose} options={setup.bodies.map((one) => ({ id: one.body_id, title: one.body }))} value={body} onChange={setBody} />
      <Button disabled={body === null} onPress={() => send(false)}>
        {t.sort}
      </Button>
      <Button disabled={body === null} kind="quiet" onPress={() => send(true)}>
        {t.always}
      </Button>
    </div>
  );
}

function Retry({ item }: { item: Item }) {
  const client = useQueryClient();
  const retry = async () => {
    await api.POST('/api/pos/items/{id}/retry', { params: { path: { id: item.id } } });
    await client.invalidateQueries({ queryKey: ['pos'] });
    toast.done(t.retried);
  };
  return <Button onPress={retry}>{t.retry}</Button>;
}
