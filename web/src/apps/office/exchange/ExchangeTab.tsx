import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { exchangeWords as t, statusWords } from '@/i18n/ru/exchange';
import { exchangeForms } from '@/i18n/ru/exchangeForms';
import { Button, Link } from '@/ui/Button';
import { ErrorBox, Skeleton } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import { Lines } from './Lines';
import { panelQuery } from './queries';
import { Review } from './Review';

/** The exchange of one appeal: both statuses side by side, and what waits. */
export default function ExchangeTab({ id }: { id: number }) {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(panelQuery(id));
  if (error !== null) return <ErrorBox error={error} onRetry={() => void refetch()} />;
  const panel = data?.items[0];
  if (panel === undefined) return <Skeleton />;
  const send = async () => {
    await api.POST('/api/pos/runs', { body: { documents: [id] } });
    await client.invalidateQueries({ queryKey: ['pos'] });
    toast.done(t.exported);
  };
  const { item } = panel;
  return (
    <section className="exchange" aria-label={t.title}>
      <dl className="exchange-facts">
        <div>
          <dt>{t.columns.number}</dt>
          <dd>
            {item.number} · {t.channel[item.channel] ?? t.title}
          </dd>
        </div>
        <div>
          <dt>{t.columns.ours}</dt>
          <dd className="strong">{statusWords[item.ours] ?? t.noStatus}</dd>
        </div>
        <div>
          <dt>{t.columns.theirs}</dt>
          <dd className="strong">{statusWords[item.theirs] ?? t.noStatus}</dd>
        </div>
        {item.rating !== null && (
          <div>
            <dt>{t.ratingTitle}</dt>
            <dd>
              <Tag tone={item.rating < 3 ? 'danger' : 'done'}>{t.rating(item.rating)}</Tag>
            </dd>
          </div>
        )}
      </dl>
      {item.lko && <p className="muted">{t.lkoNote}</p>}
      {panel.reviews.map((review) => (
        <Review key={review.id} id={id} review={review} may={panel.export} />
      ))}
      {panel.export && panel.waiting > 0 && (
        <div className="row row-wrap">
          <span>{t.waiting(panel.waiting)}</span>
          <Button onPress={send}>{t.export}</Button>
        </div>
      )}
      <Lines lines={panel.lines} card resend={panel.export} />
      {panel.export && (
        <p>
          <Link href="/exchange?part=runs">{exchangeForms.ofBody}</Link>
        </p>
      )}
    </section>
  );
}
