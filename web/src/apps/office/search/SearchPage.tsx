import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Search, SlidersHorizontal } from 'lucide-react';
import { useCallback } from 'react';
import { searchWords as t } from '@/i18n/ru/cards';
import { listWords } from '@/i18n/ru/documents';
import { Button } from '@/ui/Button';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { SearchField } from '@/ui/Field';
import { Banner, Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Popover } from '@/ui/Popover';
import { useTyped } from '../card/useTyped';
import { usePageTitle } from '../shell/pageTitle';
import { Chips, Filters } from './Filters';
import { Result } from './Result';
import { isEmpty, put, type SearchPlace } from './place';
import { searchQuery } from './queries';
import './search.css';

const route = getRouteApi('/shell/search');

/** One line over numbers, words of cards and files, people and dates; only what the reader may see. */
export function SearchPage() {
  usePageTitle(t.title);
  const place = route.useSearch();
  const navigate = route.useNavigate();
  const { text, typed, setTyped } = useTyped();
  const change = useCallback((part: SearchPlace) => void navigate({ search: (now) => put(now, part), hash: true, replace: true }), [navigate]);
  const words = text.trim();
  const asked = words !== '' || !isEmpty(place);
  return (
    <div className="page search-page" data-pane>
      <h1>{t.title}</h1>
      <div className="row">
        <div className="grow">
          <SearchField label={t.field} value={typed} onChange={setTyped} keys="/" />
        </div>
        <Popover label={t.filters} trigger={<Button icon={SlidersHorizontal}>{t.filters}</Button>}>
          <Filters place={place} onChange={change} />
        </Popover>
      </div>
      <Chips place={place} onChange={change} />
      {asked ? <Results text={words} place={place} onChange={change} /> : <Empty icon={Search} title={t.start}>{t.startHint}</Empty>}
    </div>
  );
}

interface ResultsProps {
  text: string;
  place: SearchPlace;
  onChange: (part: SearchPlace) => void;
}

function Results({ text, place, onChange }: ResultsProps) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage, isPlaceholderData } = useInfiniteQuery(searchQuery(text, place));
  if (error !== null) return <ErrorBox error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton shape="list" count={5} />;
  const hits = data.pages.flatMap((page) => page.items);
  if (hits.length === 0) {
    return (
      <Empty icon={Search} title={listWords.nothing}>
        {listWords.nothingHint}
      </Empty>
    );
  }
  return (
    <>
      <div className="row row-wrap">
        <p className="muted small grow" role="status">
          {hasNextPage ? listWords.foundTitle : listWords.found(hits.length)}
        </p>
        {text !== '' && (
          <ChoiceChips
            label={t.order}
            options={(['newest', 'relevance'] as const).map((id) => ({ id, title: t.orders[id] }))}
            value={place.order ?? 'newest'}
            onChange={(order) => onChange({ order: order === 'newest' ? undefined : order })}
          />
        )}
      </div>
      {data.pages.at(-1)?.bounded && <Banner tone="warn">{listWords.bounded}</Banner>}
      <ul className="results" aria-label={t.results} aria-busy={isPlaceholderData}>
        {hits.map((hit) => (
          <Result key={hit.id} hit={hit} />
        ))}
      </ul>
      {hasNextPage && (
        <div>
          <Button busy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {t.more}
          </Button>
        </div>
      )}
    </>
  );
}
