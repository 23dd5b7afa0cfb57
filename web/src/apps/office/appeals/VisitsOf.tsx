import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { visitWords as t } from '@/i18n/ru/visits';
import { dayLong } from '@/lib/dates';
import { Link } from '@/ui/Button';
import { State } from '../visits/DaySheet';

const visitsQuery = (id: number) =>
  queryOptions({ queryKey: ['card', id, 'visits'], queryFn: ({ signal }) => take(api.GET('/api/appeals/{id}/visits', { params: { path: { id } }, signal })) });

/** The receptions of the author about his appeal, or the one of which it came. */
export function VisitsOf({ id }: { id: number }) {
  const { data } = useQuery(visitsQuery(id));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section aria-label={t.ofAppeal}>
      <h3>{t.ofAppeal}</h3>
      <ul className="lines">
        {data.items.map((one) => {
          const when = [dayLong(one.day), one.at].filter(Boolean).join(', ');
          return (
            <li key={one.id} className="line">
              <div className="row row-wrap">
                {one.mine ? <Link href={`/visits?day=${one.day_id}&visit=${one.id}`}>{when}</Link> : <span>{when}</span>}
                <span className="muted grow">{one.official}</span>
                <State visit={one} />
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
