import { useQuery } from '@tanstack/react-query';
import { exchangeWords as t, statusWords } from '@/i18n/ru/exchange';
import { momentWords } from '@/lib/dates';
import { Link } from '@/ui/Button';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { cardHref } from '../card/parts';
import { differencesQuery } from './queries';
import { Table } from './Table';

/** Items whose status there is not ours although nothing is on its way. */
export function Differences() {
  const { data, error, refetch } = useQuery(differencesQuery);
  if (error !== null) return <ErrorBox error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton shape="table" count={3} />;
  if (data.items.length === 0) return <Empty title={t.noDifferences}>{t.noDifferencesHint}</Empty>;
  const { number, body, ours, theirs, compared, acts } = t.columns;
  return (
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
          item.document_id !== null && (
            <Link key="card" href={cardHref(item.document_id, 'pos')}>
              {t.card}
            </Link>
          ),
        ],
      }))}
    />
  );
}
