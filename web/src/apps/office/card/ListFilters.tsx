import { useQuery } from '@tanstack/react-query';
import { listWords as t } from '@/i18n/ru/documents';
import { today } from '@/lib/dates';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { Select } from '@/ui/Select';
import type { Go, Place } from './place';
import { kindsQuery, type Flow } from './queries';

interface ListFiltersProps {
  flow: Flow;
  order: 'newest' | 'due';
  place: Place;
  go: Go;
}

const none = 0;

/** What the list holds and how it stands; each choice is at once in the address. */
export default function ListFilters({ flow, order, place, go }: ListFiltersProps) {
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
