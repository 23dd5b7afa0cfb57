import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouteContext } from '@tanstack/react-router';
import { CalendarClock, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { visitWords as t } from '@/i18n/ru/visits';
import { dayWords, today } from '@/lib/dates';
import { Button } from '@/ui/Button';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { usePageTitle } from '../shell/pageTitle';
import { DaySheet } from './DaySheet';
import { daysQuery, type Day } from './queries';
import '../admin/admin.css';
import './visits.css';

/** Come when they are opened: calendars and searches are heavy. */
const PlanDialog = lazy(async () => ({ default: (await import('./PlanDialog')).PlanDialog }));
const VisitDrawer = lazy(async () => ({ default: (await import('./VisitDrawer')).VisitDrawer }));

const route = getRouteApi('/shell/visits');

const counts = (day: Day) => (day.cancelled_why !== '' ? t.cancelled : t.counts(day.expected, day.received, day.free));
const titleOf = (day: Day) => `${dayWords(day.day)}, ${day.starts}`;

/** Days of reception on the left (a choice above on a phone), the list of the chosen one on the right. */
export function VisitsPage() {
  const { me } = useRouteContext({ from: '/shell' });
  const { day: chosen, visit } = route.useSearch();
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const [planning, setPlanning] = useState(false);
  const { data, error, refetch } = useQuery(daysQuery());
  usePageTitle(t.title);
  if (data === undefined) return <div className="page">{error === null ? <Skeleton shape="table" count={6} /> : <ErrorBox error={error} onRetry={() => void refetch()} />}</div>;
  const mine = data.items.filter((day) => day.mine);
  const selected = mine.find(({ id }) => id === chosen) ?? mine.find(({ expected }) => expected > 0) ?? mine.find(({ day }) => day >= today()) ?? mine.at(-1);
  const clerk = me.rights.includes('registry.register');
  const plan = clerk && (
    <Button kind={selected === undefined ? 'filled' : 'outline'} icon={Plus} onPress={() => setPlanning(true)}>
      {t.plan}
    </Button>
  );
  return (
    <div className="admin visits">
      <nav className="admin-nav" aria-label={t.days} data-pane>
        {plan}
        {mine.map((day) => (
          <Link key={day.id} to="/visits" search={{ day: day.id }} className="nav-link visit-day" aria-current={day.id === selected?.id ? 'page' : undefined}>
            <span className="grow">
              {titleOf(day)}
              <span className="muted small visit-day-more">{[day.official, counts(day)].filter(Boolean).join(' · ')}</span>
            </span>
          </Link>
        ))}
      </nav>
      <div className="admin-choice visit-choice">
        <Select
          label={t.day}
          options={mine.map((day) => ({ id: day.id, title: `${titleOf(day)} – ${day.official}`, hint: counts(day) }))}
          value={selected?.id ?? null}
          onChange={(day) => void navigate({ search: { day } })}
        />
        {plan}
      </div>
      <div className="admin-part" data-pane>
        {selected === undefined ? (
          <>
            <header className="part-head">
              <h1>{t.title}</h1>
            </header>
            <Empty icon={CalendarClock} title={t.noDays}>
              {t.noDaysHint}
            </Empty>
          </>
        ) : (
          <DaySheet key={selected.id} id={selected.id} open={(id) => void navigate({ search: { day: selected.id, visit: id } })} />
        )}
      </div>
      <Suspense fallback={null}>
      {planning && (
        <PlanDialog
          onClose={() => setPlanning(false)}
          onDone={(day) => {
            setPlanning(false);
            void client.invalidateQueries({ queryKey: ['visits'] });
            void navigate({ search: { day } });
          }}
        />
      )}
      {visit !== undefined && <VisitDrawer id={visit} onClose={() => void navigate({ search: selected === undefined ? {} : { day: selected.id } })} />}
      </Suspense>
    </div>
  );
}
