import { useQuery } from '@tanstack/react-query';
import { SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { listWords as t, viewWords } from '@/i18n/ru/documents';
import { today } from '@/lib/dates';
import { IconButton } from '@/ui/Button';
import { ChoiceChips } from '@/ui/Choice';
import { SearchField } from '@/ui/Field';
import { FilterChips, Views, type Filter } from '@/ui/FilterChips';
import { Popover } from '@/ui/Popover';
import { Select } from '@/ui/Select';
import type { Go, Place } from './place';
import { countersQuery, kindsQuery, type Flow } from './queries';

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
          <Filters flow={flow} order={order} place={place} go={go} />
        </Popover>
      </div>
      <Chips flow={flow} place={place} go={go} />
    </header>
  );
}

const none = 0;

function Filters({ flow, order, place, go }: Pick<ListHeadProps, 'flow' | 'order' | 'place' | 'go'>) {
  const { data: kinds } = useQuery(kindsQuery);
  const thisYear = Number(today().slice(0, 4));
  const change = (part: Place) => go({ ...part, card: undefined, doc: undefined });
  return (
    <div className="stack list-filters">
      <ChoiceChips
        label={t.due}
        options={(['any', 'overdue', 'today', 'week'] as const).map((id) => ({ id, title: t.dues[id] }))}
        value={place.due ?? 'any'}
        onChange={(due) => change({ due: due === 'any' ? undefined : due })}
      />
      <Select
        label={t.kind}
        options={[{ id: none, title: t.anyKind }, ...(kinds?.items ?? []).filter((kind) => kind.flow === flow).map(({ id, name }) => ({ id, title: name }))]}
        value={place.kind ?? none}
        onChange={(kind) => change({ kind: kind || undefined })}
      />
      <Select
        label={t.year}
        options={[{ id: none, title: t.anyYear }, ...[0, 1, 2, 3, 4].map((back) => ({ id: thisYear - back, title: String(thisYear - back) }))]}
        value={place.year ?? none}
        onChange={(year) => change({ year: year || undefined })}
      />
      <ChoiceChips
        label={t.order}
        options={(['newest', 'due'] as const).map((id) => ({ id, title: t.orders[id] }))}
        value={order}
        onChange={(next) => change({ order: next })}
      />
      <ChoiceChips
        label={t.mode}
        options={(['lines', 'table'] as const).map((id) => ({ id, title: t.modes[id] }))}
        value={place.mode ?? 'lines'}
        onChange={(mode) => change({ mode: mode === 'table' ? mode : undefined })}
      />
    </div>
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
