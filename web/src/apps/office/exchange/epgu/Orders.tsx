import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, take } from '@/api/client';
import { orderStates, portalWords as t, publicStatuses } from '@/i18n/ru/interagency';
import { momentWords } from '@/lib/dates';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { Button } from '@/ui/Button';
import { TextArea } from '@/ui/Field';
import { Empty, Skeleton } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import { problemWords } from './problem';
import { ordersQuery, type Order } from './queries';

/** Applications of portals; those that could not be lodged can be corrected and worked again. */
export function Orders({ state }: { state: '' | 'sorting' | 'faulty' }) {
  const client = useQueryClient();
  const [before, setBefore] = useState(0);
  const [open, setOpen] = useState<{ order: Order; text: string }>();
  const { data } = useQuery(ordersQuery(state, before));
  if (data === undefined) return <Skeleton shape="table" count={6} />;
  if (data.items.length === 0) return <Empty title={t.nothing} />;
  const read = async (order: Order) => setOpen({ order, text: (await take(api.GET('/api/epgu/orders/{id}/raw', { params: { path: { id: order.id } } }))).text });
  const retry = async (id: number) => {
    await api.POST('/api/epgu/orders/{id}/retry', { params: { path: { id } } });
    await client.invalidateQueries({ queryKey: ['epgu'] });
    toast.done(t.retried);
  };
  const last = data.items.at(-1);
  return (
    <>
      <ul className="stack">
        {data.items.map((order) => (
          <li key={order.id} className="row row-wrap">
            <span className="grow">
              {order.order_id} · {order.title === '' ? order.namespace : order.title} · {momentWords(order.arrived_at)} {order.number !== '' && `· № ${order.number}`}
              {order.error !== '' && <span className="muted"> {problemWords(order.error)}</span>}
            </span>
            <Tag tone={order.state === 'faulty' ? 'danger' : order.state === 'sorting' ? 'warn' : 'plain'}>
              {order.shown === '' ? orderStates[order.state] : publicStatuses[order.shown]}
            </Tag>
            <Button small kind="quiet" onPress={() => void read(order)}>
              {t.raw}
            </Button>
            {(order.state === 'faulty' || order.state === 'sorting') && (
              <Button small onPress={() => void retry(order.id)}>
                {t.retry}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {data.items.length === 50 && last && <Button onPress={() => setBefore(last.id)}>{t.older}</Button>}
      {open && <Correct order={open.order} text={open.text} onClose={() => setOpen(undefined)} />}
    </>
  );
}

/** The text of an application as it came, to be corrected and worked again. */
function Correct({ order, text, onClose }: { order: Order; text: string; onClose: () => void }) {
  const client = useQueryClient();
  const { value, change, clear } = useDraft(`epgu:order:${order.id}:${order.version}`, { raw: text });
  const run = async () => {
    await api.PUT('/api/epgu/orders/{id}', { params: { path: { id: order.id } }, body: { ...value, version: order.version } });
    await client.invalidateQueries({ queryKey: ['epgu'] });
    clear();
    toast.done(t.corrected);
    onClose();
  };
  return (
    <ActDialog title={`${t.text} ${order.order_id}`} action={t.correct} wide onClose={onClose} run={run}>
      <TextArea label={t.text} value={value.raw} onChange={(raw) => change({ raw })} />
    </ActDialog>
  );
}
