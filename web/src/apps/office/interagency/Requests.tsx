import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { interagencyWords as t } from '@/i18n/ru/interagency';
import { Button } from '@/ui/Button';
import { ErrorBox, Skeleton } from '@/ui/Notice';
import { AskDialog } from './AskDialog';
import { aboutQuery, type About } from './queries';
import { Rows } from './Rows';

/** All requests about one object side by side, for the cards of other subjects. */
export function Requests({ about, ask = true }: { about: About; ask?: boolean }) {
  const { data, error, refetch } = useQuery(aboutQuery(about));
  const [asking, setAsking] = useState(false);
  return (
    <section className="stack" aria-labelledby="interagency-requests">
      <div className="row row-wrap">
        <h2 id="interagency-requests" className="grow">
          {t.title}
        </h2>
        {ask && <Button onPress={() => setAsking(true)}>{t.ask}</Button>}
      </div>
      {data === undefined ? (
        error === null ? <Skeleton shape="table" count={2} /> : <ErrorBox error={error} onRetry={() => void refetch()} />
      ) : data.items.length === 0 ? (
        <p className="muted">{t.nothingHere}</p>
      ) : (
        <Rows rows={data.items} />
      )}
      {asking && <AskDialog about={about} onClose={() => setAsking(false)} />}
    </section>
  );
}
