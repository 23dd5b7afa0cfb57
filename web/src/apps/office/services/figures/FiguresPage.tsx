import { useQuery } from '@tanstack/react-query';
import { ChartColumn, Download } from 'lucide-react';
import { Compared, Legend, type ComparedLine } from '@/charts/Compared';
import { serviceFigures as t } from '@/i18n/ru/serviceFigures';
import { dayNumbers } from '@/lib/dates';
import { Banner, Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Stat } from '@/ui/Progress';
import { Part } from '../../admin/Part';
import { daysOf, listHref, usePlace } from './place';
import { fileHref, figuresQuery, type Figures, type Group, type Line } from './queries';
import { StepLengths } from './StepLengths';
import { Tools } from './Tools';
import './figures.css';

/** Figures of services of a period beside the same days a year earlier; each opens its list. */
export function FiguresPage() {
  const { place, go } = usePlace();
  const days = daysOf(place);
  const { data, error, refetch } = useQuery({ ...figuresQuery(days?.from ?? '', days?.to ?? '', place.body, place.service), enabled: days !== undefined });
  return (
    <Part
      title={t.title}
      lead={t.lead}
      scroll
      action={
        days && (
          <a className="row text-button" href={fileHref('/api/service-figures.xlsx', { ...days, ...(place.body && { body: place.body }), ...(place.service && { service: place.service }) })} download>
            <Download size="1.125em" aria-hidden /> {t.xlsx}
          </a>
        )
      }
      tools={<Tools place={place} go={go} />}
    >
      {days === undefined ? (
        <Banner>{t.wrongPeriod}</Banner>
      ) : error ? (
        <ErrorBox error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton shape="card" count={4} />
      ) : data.total === 0 && data.before === 0 ? (
        <Empty icon={ChartColumn} title={t.empty}>
          {t.emptyHint}
        </Empty>
      ) : (
        <All figures={data} />
      )}
    </Part>
  );
}

function All({ figures }: { figures: Figures }) {
  const group = (key: Group['key']) => figures.groups.find((one) => one.key === key);
  return (
    <div className="figures-of-services">
      {figures.waiting > 0 && <Banner>{t.waiting(figures.waiting)}</Banner>}
      <Head figures={figures} />
      <Legend words={t} />
      <Block group={group('month')} columns wide />
      <div className="figure-blocks">
        <Block group={group('way')} />
        <Block group={group('outcome')} />
        <Block group={group('term')} />
        <Block group={group('weekday')} columns />
      </div>
      <Block group={group('hour')} columns wide />
      <StepLengths figures={figures} />
      <div className="figure-blocks">
        {(['service', 'body', 'territory', 'channel', 'step', 'quarter'] as const).map((key) => (
          <Block key={key} group={group(key)} />
        ))}
      </div>
    </div>
  );
}

const share = (part: number, whole: number) => (whole === 0 ? t.none : t.percent(part / whole));

function Head({ figures }: { figures: Figures }) {
  const line = (group: Group['key'], key: string) => figures.groups.find((one) => one.key === group)?.lines.find((one) => one.key === key);
  const count = (found: Line | undefined, when: 'count' | 'before' = 'count') => found?.[when] ?? 0;
  const [electronic, kept, missed, overdue] = [line('way', 'electronic'), line('term', 'kept'), line('term', 'missed'), line('term', 'overdue')];
  const href = (found: Line | undefined) => ({ ...(found && found.count > 0 && { href: listHref(found.filter) }), ...(found && found.before > 0 && { noteHref: listHref(found.filter_before) }) });
  return (
    <section className="stats" aria-label={t.period(dayNumbers(figures.from), dayNumbers(figures.to))}>
      <Stat label={t.stats.total} value={figures.total} note={t.ago(figures.before)} {...href({ ...figures, key: '', title: '', count: figures.total })} />
      <Stat label={t.stats.electronic} value={share(count(electronic), figures.total)} note={t.agoShare(share(count(electronic, 'before'), figures.before))} {...href(electronic)} />
      <Stat label={t.stats.kept} value={share(count(kept), count(kept) + count(missed))} note={t.agoShare(share(count(kept, 'before'), count(kept, 'before') + count(missed, 'before')))} {...href(kept)} />
      <Stat label={t.stats.overdue} value={count(overdue)} tone={count(overdue) > 0 ? 'danger' : 'plain'} note={t.period(dayNumbers(figures.from), dayNumbers(figures.to))} {...(overdue && overdue.count > 0 && { href: listHref(overdue.filter) })} />
    </section>
  );
}

/** A line in words: a name of its own, a word of the regulation, a month or an hour. */
function titleOf(group: Group['key'], { key, title }: Line): string {
  if (title) return title;
  if (group === 'month') return t.month(key);
  if (group === 'quarter') return t.quarter(key);
  if (group === 'hour') return t.hour(key);
  return t.words[group]?.[key] ?? key;
}

function shortOf(group: Group['key'], key: string): string | undefined {
  if (group === 'month') return t.monthShort(key);
  if (group === 'weekday') return t.weekdaysShort[Number(key) - 1];
  if (group === 'hour') return key;
  return undefined;
}

function Block({ group, columns = false, wide = false }: { group: Group | undefined; columns?: boolean; wide?: boolean }) {
  if (!group || group.lines.length === 0) return null;
  const lines = group.lines.map((line): ComparedLine => {
    const short = shortOf(group.key, line.key);
    return { id: line.key, title: titleOf(group.key, line), count: line.count, before: line.before, href: listHref(line.filter), beforeHref: listHref(line.filter_before), ...(short && { short }) };
  });
  return (
    <div className={wide ? 'figure-block wide' : 'figure-block'}>
      <Compared title={t.groups[group.key]} what={t.groups[group.key]} lines={lines} words={t} shape={columns ? 'columns' : 'bars'} />
    </div>
  );
}
