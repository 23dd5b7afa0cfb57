import { useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { oversight as t } from '@/i18n/ru/oversight';
import { TextButton } from '@/ui/Button';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { DateField } from '@/ui/DateField';
import { Select } from '@/ui/Select';
import { bodiesQuery } from '../admin/queries';
import { overseesAll } from './parts';
import { wordList, type Place } from './place';
import { placesQuery } from './queries';

const views = (['all', 'open', 'overdue', 'unregistered'] as const).map((id) => ({ id, title: t.views[id] }));

interface FiltersProps {
  place: Place;
  go: (part: Partial<Record<keyof Place, unknown>>) => void;
  narrowed: boolean;
}

/** What of the register is shown; everything chosen stands in the address. */
export function RegisterFilters({ place, go, narrowed }: FiltersProps) {
  const { me } = useRouteContext({ from: '/shell' });
  const all = overseesAll(me);
  const { data: bodies } = useQuery({ ...bodiesQuery, enabled: all });
  const { data: places } = useQuery(placesQuery);
  const clear = () => go(Object.fromEntries([...wordList, 'section', 'place', 'rating'].map((key) => [key, undefined])));
  return (
    <>
      <ChoiceChips label={t.view} options={views} value={(place.show ?? 'all') as (typeof views)[number]['id']} onChange={(show) => go({ show })} />
      {all && <Select label={t.body} options={[{ id: 0, title: t.allBodies }, ...(bodies?.items ?? []).map(({ id, short_name: title }) => ({ id, title }))]} value={place.body ?? 0} onChange={(body) => go({ body })} />}
      <Select label={t.place} options={[{ id: 0, title: t.any }, ...(places?.items ?? []).map(({ id, name: title }) => ({ id, title }))]} value={place.place ?? 0} onChange={(id) => go({ place: id })} />
      <DateField label={t.from} value={place.from ?? ''} onChange={(from) => go({ from: from || undefined })} />
      <DateField label={t.to} value={place.to ?? ''} onChange={(to) => go({ to: to || undefined })} />
      {narrowed && <TextButton onPress={clear}>{t.clear}</TextButton>}
    </>
  );
}
