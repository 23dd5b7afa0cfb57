import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { exchangeWords as t, statusWords } from '@/i18n/ru/exchange';
import { momentWords } from '@/lib/dates';
import { useAct } from '@/lib/useAct';
import { Button, Link } from '@/ui/Button';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { toast } from '@/ui/Toast';
import { cardHref } from '../card/parts';
import { differencesQuery, type Item } from './queries';
import { Table } from './Table';

const order = Object.keys(statusWords);

/** The platform stands behind us: what it has lost is sent again. One that is ahead is looked into on the card. */
const behind = (item: Item) => order.indexOf(item.theirs) < order.indexOf(item.ours);

/** Items whose status there is not ours although nothing is on its way. */
export function Differences() {
  const client = useQueryClient();
  const { busy, error: failed, run } = useAct();
  const correct = async (item: Item) => {
    await api.POST('/api/pos/items/{id}/correct', { params: { path: { id: item.id } } });
    await client.invalidateQueries({ queryKey: ['pos'] });
    toast.done(t.corrected);
  };
  const { data, error, refetch } = useQuery(differencesQuery);
  if (error !== null) return <ErrorBox error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton shape="table" count={3} />;
  if (data.items.length === 0) return <Empty title={t.noDifferences}>{t.noDifferencesHint}</Empty>;
  const { number, body, ours, theirs, compared, acts } = t.columns;
  return (
    <>
      {failed !== undefined && <ErrorBox error={failed} />}
      <p className="muted">{t.differencesLead}</p>
      <Table
        label={t.differences}
        titles={[number, body, ours, theirs, compared, acts]}
        rows={data.items.map((item) => ({
          key: item.id,
          cells: [
            item.number,
            item.body,
            statusWords[item.ours] ?? t.noStatus,
            statusWords[item.theirs] ?? t.noStatus,
            item.compared_at !== null && momentWords(item.compared_at),
            <div key="acts" className="row row-wrap">
              {behind(item) ? (
                <Button small busy={busy} onPress={() => void run(() => correct(item))}>
                  {t.correct}
                </Button>
              ) : (
                <span className="muted small">{t.ahead}</span>
              )}
              {item.document_id !== null && <Link href={cardHref(item.document_id, 'pos')}>{t.card}</Link>}
            </div>,
          ],
        }))}
      />
    </>
  );
}
