import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useRouteContext, useSearch } from '@tanstack/react-router';
import { BookMarked, BookPlus, Printer } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { journal as t } from '@/i18n/ru/reports';
import { today } from '@/lib/dates';
import { Button } from '@/ui/Button';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/Toast';
import { usePageTitle } from '../shell/pageTitle';
import { GiveUp } from './GiveUp';
import { NumbersTable } from './NumbersTable';
import { journalsQuery, numbersQuery, type Journal, type NumberLine } from './queries';
import type { JournalSearch } from './routes';
import './reports.css';

const ReserveForm = lazy(() => import('./ReserveForm'));

const thisYear = () => Number(today().slice(0, 4));

/** The journal of registration as a book: every number of a year, annulled ones with their reason; can be printed. */
export function JournalPage() {
  usePageTitle(t.title);
  const { data, error, refetch } = useQuery(journalsQuery);
  const { me } = useRouteContext({ from: '/shell' });
  const search: JournalSearch = useSearch({ strict: false });
  // Journals of restricted documents are read by those who deal with such documents; they stand after the open ones.
  const journals = (data?.items ?? [])
    .filter((one) => one.access_mark === '' || me.rights.includes('documents.dsp'))
    .toSorted((a, b) => a.access_mark.length - b.access_mark.length);
  const journal = journals.find((one) => one.id === search.journal) ?? journals[0];
  return (
    <div className="report">
      {error ? (
        <ErrorBox error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton shape="table" count={10} />
      ) : journal === undefined ? (
        <>
          <h1>{t.title}</h1>
          <Empty icon={BookMarked} title={t.noJournals}>
            {t.noJournalsHint}
          </Empty>
        </>
      ) : (
        <Book journals={journals} journal={journal} year={journal.period === 'none' ? 0 : (search.year ?? thisYear())} />
      )}
    </div>
  );
}

interface BookProps {
  journals: readonly Journal[];
  journal: Journal;
  year: number;
}

function Book({ journals, journal, year }: BookProps) {
  const { me } = useRouteContext({ from: '/shell' });
  const navigate = useNavigate();
  const change = (part: JournalSearch) => void navigate({ to: '.', search: (before: JournalSearch) => ({ ...before, ...part }), replace: true });
  const query = useInfiniteQuery(numbersQuery(journal.id, year));
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const lines = data?.pages.flatMap((page) => page.items) ?? [];
  const [reserving, setReserving] = useState(false);
  const [givenUp, setGivenUp] = useState<NumberLine>();
  const { printing, print } = usePrint(query);
  const years = Array.from({ length: 6 }, (_, index) => thisYear() - index);
  return (
    <>
      <header className="report-head">
        <div className="grow">
          <h1>{t.title}</h1>
          <p className="muted small">
            {me.body.short_name}, {t.caption(journal.name, year)}
          </p>
        </div>
        <div className="row no-print">
          {journal.active && (
            <Button icon={BookPlus} onPress={() => setReserving(true)}>
              {t.reserve}
            </Button>
          )}
          <Button icon={Printer} keys="P" busy={printing} disabled={lines.length === 0} onPress={() => void print()}>
            {t.print}
          </Button>
        </div>
      </header>
      <div className="report-period no-print">
        <Select label={t.choose} options={journals.map(({ id, name }) => ({ id, title: name }))} value={journal.id} onChange={(id) => change({ journal: id })} />
        {journal.period === 'year' && (
          <Select label={t.year} options={years.map((one) => ({ id: one, title: String(one) }))} value={year} onChange={(next) => change({ year: next })} />
        )}
      </div>
      {error ? (
        <ErrorBox error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton shape="table" count={10} />
      ) : lines.length === 0 ? (
        <Empty icon={BookMarked} title={t.empty} />
      ) : (
        <>
          <NumbersTable caption={t.caption(journal.name, year)} lines={lines} onGiveUp={setGivenUp} />
          <div className="row no-print">
            <span className="muted small">{t.shown(lines.length)}</span>
            {hasNextPage && (
              <Button busy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
                {t.more}
              </Button>
            )}
          </div>
        </>
      )}
      <Suspense>{reserving && <ReserveForm journal={journal} onClose={() => setReserving(false)} />}</Suspense>
      {givenUp && <GiveUp key={givenUp.id} line={givenUp} onClose={() => setGivenUp(undefined)} />}
    </>
  );
}

interface Pages {
  hasNextPage: boolean;
  fetchNextPage: () => Promise<{ hasNextPage: boolean; error: Error | null }>;
}

/** After the next picture: what was fetched stands on the page. */
const drawn = () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));

/** The whole year goes on paper: the rest of its pages is fetched first. */
function usePrint({ fetchNextPage, hasNextPage }: Pages) {
  const [printing, setPrinting] = useState(false);
  const print = async () => {
    setPrinting(true);
    try {
      for (let more = hasNextPage; more; ) {
        const page = await fetchNextPage();
        if (page.error) throw page.error;
        more = page.hasNextPage;
      }
      await drawn();
      window.print();
    } catch (problem) {
      toast.failed(problem);
    } finally {
      setPrinting(false);
    }
  };
  return { printing, print };
}
