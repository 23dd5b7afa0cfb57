import { useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { serviceFigures as t } from '@/i18n/ru/serviceFigures';
import { Select } from '@/ui/Select';
import { bodiesQuery } from '../../admin/queries';
import { PeriodPicker } from '../../reports/PeriodPicker';
import type { Place } from './address';
import { choicesQuery } from './queries';

interface ToolsProps {
  place: Place;
  go: (part: Partial<Record<keyof Place, unknown>>) => void;
  /** Visits are counted for one service. */
  oneService?: boolean;
}

/** The period, the service and, for who oversees the region, the body. */
export function Tools({ place, go, oneService = false }: ToolsProps) {
  const { me } = useRouteContext({ from: '/shell' });
  const all = me.rights.includes('services.oversee') && me.body.overseer;
  const { data: bodies } = useQuery({ ...bodiesQuery, enabled: all && !oneService });
  const { data: services } = useQuery(choicesQuery);
  const choices = (services?.items ?? []).map(({ id, name: title }) => ({ id, title }));
  return (
    <>
      <PeriodPicker search={{ ...place, period: place.period ?? 'year' }} onChange={(part) => go(part)} />
      <Select
        label={t.service}
        options={oneService ? choices : [{ id: 0, title: t.allServices }, ...choices]}
        value={place.service ?? (oneService ? null : 0)}
        onChange={(service) => go({ service })}
      />
      {all && !oneService && (
        <Select label={t.body} options={[{ id: 0, title: t.allBodies }, ...(bodies?.items ?? []).map(({ id, short_name: title }) => ({ id, title }))]} value={place.body ?? 0} onChange={(body) => go({ body })} />
      )}
    </>
  );
}
