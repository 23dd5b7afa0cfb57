import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { exchangeWords as t, statusWords } from '@/i18n/ru/exchange';
import { exchangeForms } from '@/i18n/ru/exchangeForms';
import { Button, Link } from '@/ui/Button';
import { ErrorBox, Skeleton } from '@/ui/Notice';
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
      <p>
        {t.came(t.channel[item.channel] ?? '')}. {t.columns.ours}: <strong>{statusWords[item.ours] ?? t.no}</strong>. {t.columns.theirs}: <strong>{statusWords[item.theirs] ?? t.no}</strong>.
        {item.rating !== null && ` ${t.rating(item.rating)}.`} {item.lko && t.lkoNote}
      </p>
      {panel.reviews.map((review) => (
        <Review key={review.id} id={id} review={review} may={panel.export} />
      ))}
      {panel.export && panel.waiting > 0 && (
        <div className="row row-wrap">
          <span>{t.waiting(panel.waiting)}</span>
          <Button onPress={send}>{t.export}</Button>
        </div>
      )}
      <Lines lines={panel.lines} raw={false} resend={panel.export} />
      {panel.export && (
        <p>
          <Link href="/exchange?part=runs">{exchangeForms.ofBody}</Link>
        </p>
      )}
    </section>
  );
}
