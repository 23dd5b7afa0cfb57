import { useQuery } from '@tanstack/react-query';
import { searchWords as t } from '@/i18n/ru/cards';
import { flowWords } from '@/i18n/ru/documents';
import { dayNumbers } from '@/lib/dates';
import { Combo } from '@/ui/Combo';
import { DateField } from '@/ui/DateField';
import { FilterChips, type Filter } from '@/ui/FilterChips';
import { Select } from '@/ui/Select';
import { findCorrespondents, findPeople, usePerson } from '../card/lookups';
import { kindsQuery } from '../card/queries';
import { names } from './names';
import type { SearchPlace } from './place';

interface FiltersProps {
  place: SearchPlace;
  onChange: (part: SearchPlace) => void;
}

const flows = ['incoming', 'outgoing', 'internal', 'directive', 'appeal'] as const;
const any = 'any';

const chosen = (kind: 'correspondent' | 'person', id: number | undefined, fallback: string) =>
  id === undefined ? null : { id, title: names.of(kind, id) ?? fallback };

export function Filters({ place, onChange }: FiltersProps) {
  const { data } = useQuery(kindsQuery);
  const kinds = (data?.items ?? []).filter((kind) => place.flow === undefined || kind.flow === place.flow);
  return (
    <div className="stack search-filters">
      <Select<string>
        label={t.flow}
        options={[{ id: any, title: t.anyFlow }, ...flows.map((id) => ({ id, title: flowWords[id] }))]}
        value={place.flow ?? any}
        onChange={(flow) => onChange({ flow: flows.find((one) => one === flow), kind: undefined })}
      />
      <Select<number>
        label={t.kind}
        options={[{ id: 0, title: t.anyKind }, ...kinds.map(({ id, name }) => ({ id, title: name }))]}
        value={place.kind ?? 0}
        onChange={(kind) => onChange({ kind: kind || undefined })}
      />
      <Combo<number>
        label={t.correspondent}
        value={chosen('correspondent', place.correspondent, t.correspondent)}
        onChange={(option) => {
          if (option) names.keep('correspondent', option.id, option.title);
          onChange({ correspondent: option?.id });
        }}
        load={findCorrespondents}
      />
      <Combo<number>
        label={t.person}
        hint={t.personHint}
        value={chosen('person', place.person, t.person)}
        onChange={(option) => {
          if (option) names.keep('person', option.id, option.title);
          onChange({ person: option?.id });
        }}
        load={findPeople}
      />
      <DateField label={t.from} value={place.from ?? ''} onChange={(from) => onChange({ from: from || undefined })} />
      <DateField label={t.to} value={place.to ?? ''} onChange={(to) => onChange({ to: to || undefined })} />
    </div>
  );
}

export function Chips({ place, onChange }: FiltersProps) {
  const { data } = useQuery(kindsQuery);
  const kind = data?.items.find((one) => one.id === place.kind);
  const person = usePerson(place.person && names.of('person', place.person) === undefined ? place.person : undefined);
  const filters: Filter[] = [
    ...(place.flow ? [{ id: 'flow', title: flowWords[place.flow] }] : []),
    ...(kind ? [{ id: 'kind', title: kind.name }] : []),
    ...(place.correspondent ? [{ id: 'correspondent', title: names.of('correspondent', place.correspondent) ?? t.correspondent }] : []),
    ...(place.person ? [{ id: 'person', title: names.of('person', place.person) ?? person ?? t.person }] : []),
    ...(place.from ? [{ id: 'from', title: t.fromChip(dayNumbers(place.from)) }] : []),
    ...(place.to ? [{ id: 'to', title: t.toChip(dayNumbers(place.to)) }] : []),
  ];
  if (filters.length === 0) return null;
  return (
    <FilterChips
      filters={filters}
      onRemove={(id) => onChange({ [id]: undefined })}
      onClear={() => onChange({ flow: undefined, kind: undefined, correspondent: undefined, person: undefined, from: undefined, to: undefined })}
    />
  );
}
