import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { exchangeWords as t } from '@/i18n/ru/exchange';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Views } from '@/ui/FilterChips';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Lines } from './Lines';
import { ledgerQuery } from './queries';
import { shows, type Show } from './routes';

const route = getRouteApi('/shell/exchange');
const pageful = 50;
const views = shows.map((id) => ({ id, title: t.shows[id] }));

/** Every message in and out; one item is followed by its number. */
export function Ledger() {
  const { show = 'all', number = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const [before, setBefore] = useState(0);
  const [typed, setTyped] = useState(number);
  const { data, error, refetch } = useQuery(ledgerQuery(show, number, before));
  const go = (next: { show?: Show; number?: string }) => {
    setBefore(0);
    void navigate({ search: { ...(show !== 'all' && { show }), ...(number !== '' && { number }), ...next } });
  };
  const last = data?.items.at(-1);
  return (
    <div className="exchange">
      <div className="exchange-filter">
        <Views label={t.show} views={views} selected={show} onSelect={(id) => go({ show: id })} />
        <form
          onSubmit={(event) => {
            event.preventDefault();
            go({ number: typed.trim() });
          }}
        >
          <Field label={t.byNumber} value={typed} onChange={setTyped} maxLength={100} />
          <Button type="submit">{t.find}</Button>
        </form>
      </div>
      {error !== null ? (
        <ErrorBox error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton shape="table" count={6} />
      ) : (
        <Lines lines={data.items} resend empty={<Empty title={t.nothing}>{show === 'all' && number === '' ? t.nothingYet : t.nothingFound}</Empty>} />
      )}
      <div className="row">
        {before > 0 && <Button onPress={() => setBefore(0)}>{t.newest}</Button>}
        {data?.items.length === pageful && last && <Button onPress={() => setBefore(last.id)}>{t.older}</Button>}
      </div>
    </div>
  );
}
