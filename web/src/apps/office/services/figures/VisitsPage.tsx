import { useQuery } from '@tanstack/react-query';
import { Footprints } from 'lucide-react';
import { Compared, Legend, type ComparedLine } from '@/charts/Compared';
import { serviceFigures as t } from '@/i18n/ru/serviceFigures';
import { dayNumbers } from '@/lib/dates';
import { number } from '@/lib/plural';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { Banner, Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Stat } from '@/ui/Progress';
import { Part } from '../../admin/Part';
import { daysOf, usePlace } from './place';
import { attendanceQuery, type Attendance } from './queries';
import { Tools } from './Tools';
import './figures.css';

const milestones = ['visited', 'started', 'saved', 'sent', 'finished'] as const;
type Milestone = (typeof milestones)[number];
const options = milestones.map((id) => ({ id, title: t.milestones[id] }));

/** As many days are shown one by one; more of them by months. */
const mostDays = 31;

/** The way from the page of a service to its end, beside the year before. */
export function VisitsPage() {
  const { place, go } = usePlace();
  const days = daysOf(place);
  const { data, error, refetch } = useQuery({ ...attendanceQuery(place.service ?? 0, days?.from ?? '', days?.to ?? ''), enabled: days !== undefined && place.service !== undefined });
  const milestone = milestones.find((one) => one === place.milestone) ?? 'visited';
  return (
    <Part title={t.visits} lead={t.visitsLead} scroll tools={<Tools place={place} go={go} oneService />}>
      {days === undefined ? (
        <Banner>{t.wrongPeriod}</Banner>
      ) : place.service === undefined ? (
        <Empty icon={Footprints} title={t.chooseService}>
          {t.chooseServiceHint}
        </Empty>
      ) : error ? (
        <ErrorBox error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton shape="card" count={4} />
      ) : (
        <Way attendance={data} milestone={milestone} onMilestone={(chosen) => go({ milestone: chosen })} />
      )}
    </Part>
  );
}

interface WayProps {
  attendance: Attendance;
  milestone: Milestone;
  onMilestone: (milestone: Milestone) => void;
}

function Way({ attendance, milestone, onMilestone }: WayProps) {
  const { total, year_ago: ago } = attendance;
  const ofVisits = (key: Milestone) => (key === 'visited' || total.visited === 0 ? '' : `${t.ofVisits(t.percent(total[key] / total.visited))}, `);
  return (
    <div className="figures-of-services">
      <section className="stats" aria-label={t.funnel}>
        {milestones.map((key) => (
          <Stat key={key} label={t.milestones[key]} value={number(total[key])} note={`${ofVisits(key)}${t.ago(ago[key])}`} />
        ))}
      </section>
      <Legend words={t} />
      <div className="funnel">
        <Compared title={t.funnel} what={t.milestone} words={t} lines={milestones.map((key) => ({ id: key, title: t.milestones[key], count: total[key], before: ago[key] }))} />
        <p className="muted small">{t.allChannels}</p>
      </div>
      <ChoiceChips label={t.milestone} options={options} value={milestone} onChange={onMilestone} />
      <Compared title={t.byHour} what={t.byHour} words={t} shape="columns" lines={byHour(attendance, milestone)} />
      <Compared
        title={attendance.days.length > mostDays ? t.byMonth : t.byDay}
        what={attendance.days.length > mostDays ? t.byMonth : t.byDay}
        words={t}
        shape="columns"
        lines={attendance.days.length > mostDays ? byMonth(attendance, milestone) : byDay(attendance, milestone)}
      />
    </div>
  );
}

const byHour = ({ hours }: Attendance, milestone: Milestone): ComparedLine[] =>
  hours.map(({ hour, year_ago: ago, ...now }) => ({ id: String(hour), title: t.hour(String(hour)), short: String(hour), count: now[milestone], before: ago[milestone] }));

const byDay = ({ days }: Attendance, milestone: Milestone): ComparedLine[] =>
  days.map(({ day, year_ago: ago, ...now }) => ({ id: day, title: dayNumbers(day), short: String(Number(day.slice(8))), count: now[milestone], before: ago[milestone] }));

function byMonth({ days }: Attendance, milestone: Milestone): ComparedLine[] {
  const months = new Map<string, ComparedLine>();
  for (const { day, year_ago: ago, ...now } of days) {
    const id = day.slice(0, 7);
    const line = months.get(id) ?? { id, title: t.month(id), short: t.monthShort(id), count: 0, before: 0 };
    months.set(id, { ...line, count: line.count + now[milestone], before: line.before + ago[milestone] });
  }
  return [...months.values()];
}
