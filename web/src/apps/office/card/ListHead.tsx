import { useQuery } from '@tanstack/react-query';
import { SlidersHorizontal } from 'lucide-react';
import { lazy, Suspense, type ReactNode } from 'react';
import { listWords as t, viewWords } from '@/i18n/ru/documents';
import { IconButton } from '@/ui/Button';
import { SearchField } from '@/ui/Field';
import { FilterChips, Views, type Filter } from '@/ui/FilterChips';
import { Skeleton } from '@/ui/Notice';
import { Popover } from '@/ui/Popover';
import type { Go, Place } from './place';
import { countersQuery, kindsQuery, type Flow } from './queries';

const ListFilters = lazy(() => import('./ListFilters'));

interface ListHeadProps {
  title: string;
  flow: Flow;
  views: readonly string[];
  view: string;
  order: 'newest' | 'due';
  place: Place;
  go: Go;
  typed: string;
  onTyped: (text: string) => void;
  /** The button that makes a new one. */
  create: ReactNode;
}

/** Above the rows: queues with counters, the search, filters as chips. */
export function ListHead({ title, flow, views, view, order, place, go, typed, onTyped, create }: ListHeadProps) {
  const { data: counters } = useQuery(countersQuery(flow));
  const count = (id: string) => counters?.items.find((counter) => counter.view === id)?.count;
  return (
    <header className="list-head">
      <div className="row">
        <h1 className="grow">{title}</h1>
        {create}
      </div>
      <Views
        label={t.views}
        fold
        views={views.map((id) => ({
          id,
          title: viewWords[id] ?? id,
          count: count(id) || undefined,
          tone: id === 'overdue' ? 'danger' : 'plain',
        }))}
        selected={view}
        onSelect={(next) => go({ view: next, card: undefined, tab: undefined, doc: undefined, order: undefined })}
      />
      <div className="row">
        <div className="grow">
          <SearchField label={t.search} value={typed} onChange={onTyped} keys="/" />
        </div>
        <Popover label={t.filter} trigger={<IconButton icon={SlidersHorizontal} label={t.filter} />}>
          <Suspense fallback={<Skeleton count={5} />}>
            <ListFilters flow={flow} order={order} place={place} go={go} />
          </Suspense>
        </Popover>
      </div>
      <Chips flow={flow} place={place} go={go} />
    </header>
  );
}

function Chips({ flow, place, go }: Pick<ListHeadProps, 'flow' | 'place' | 'go'>) {
  const { data: kinds } = useQuery(kindsQuery);
  const kind = kinds?.items.find((one) => one.id === place.kind && one.flow === flow);
  const filters: Filter[] = [
    ...(place.due ? [{ id: 'due', title: t.dueChips[place.due] }] : []),
    ...(kind ? [{ id: 'kind', title: kind.name }] : []),
    ...(place.year ? [{ id: 'year', title: t.yearChip(place.year) }] : []),
  ];
  if (filters.length === 0) return null;
  return (
    <FilterChips
      filters={filters}
      onRemove={(id) => go({ [id]: undefined })}
      onClear={() => go({ due: undefined, kind: undefined, year: undefined })}
    />
  );
}
