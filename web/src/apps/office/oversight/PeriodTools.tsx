import { useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { oversight as t } from '@/i18n/ru/oversight';
import { Select } from '@/ui/Select';
import { bodiesQuery } from '../admin/queries';
import { PeriodPicker } from '../reports/PeriodPicker';
import { overseesAll } from './parts';
import type { Place } from './place';

interface PeriodToolsProps {
  place: Place;
  go: (part: Partial<Record<keyof Place, unknown>>) => void;
}

/** The period of a report and, for the control department, the body. */
export function PeriodTools({ place, go }: PeriodToolsProps) {
  const { me } = useRouteContext({ from: '/shell' });
  const all = overseesAll(me);
  const { data: bodies } = useQuery({ ...bodiesQuery, enabled: all });
  return (
    <>
      <PeriodPicker search={place} onChange={(part) => go(part)} />
      {all && (
        <Select
          label={t.body}
          options={[{ id: 0, title: t.allBodies }, ...(bodies?.items ?? []).map(({ id, short_name: title }) => ({ id, title }))]}
          value={place.body ?? 0}
          onChange={(body) => go({ body })}
        />
      )}
    </>
  );
}
