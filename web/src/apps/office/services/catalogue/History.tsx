import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { catalogue as t } from '@/i18n/ru/catalogue';
import { addDays, dayNumbers, momentWords, today } from '@/lib/dates';
import { number } from '@/lib/plural';
import { Bars, type Series } from '@/charts/Bars';
import { Button } from '@/ui/Button';
import { ErrorBox, Skeleton } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { versionQuery, visitsQuery, type Card } from './queries';

/** Every published version: what it changed, what it says, and the way back to it. */
export function History({ card, onReturn }: { card: Card; onReturn: (number: number) => void }) {
  const [open, setOpen] = useState<number>();
  return (
    <ul className="editions">
      {card.editions.map((edition) => (
        <li key={edition.number}>
          <div className="row row-wrap">
            <strong>{`${t.version(edition.number)} · ${dayNumbers(edition.from)}`}</strong>
            {edition.in_force && <Tag tone="done">{t.inForce}</Tag>}
            <span className="muted grow">{t.byWhom(edition.published_by, momentWords(edition.published_at))}</span>
            <Button small onPress={() => setOpen(open === edition.number ? undefined : edition.number)}>
              {t.what}
            </Button>
            {!card.draft && (
              <Button small onPress={() => onReturn(edition.number)}>
                {t.return}
              </Button>
            )}
          </div>
          {edition.note && <p className="muted">{edition.note}</p>}
          {open === edition.number && <Reading id={card.id} number={edition.number} />}
        </li>
      ))}
    </ul>
  );
}

function Reading({ id, number: no }: { id: number; number: number }) {
  const { data, error } = useQuery(versionQuery(id, no));
  if (error) return <ErrorBox error={error} />;
  if (!data) return <Skeleton />;
  const list = data.changes.length > 0 ? data.changes.map((one) => one.text) : data.lines.map((line) => `${line.label}: ${line.value}`);
  return (
    <ul className="change-list">
      {list.map((text, index) => (
        <li key={index}>{text}</li>
      ))}
    </ul>
  );
}

const month = 30;
const series: readonly Series[] = [{ id: 'visited', title: t.visits.visited, tone: 'accent' }];
const figures = ['visited', 'started', 'saved', 'sent', 'finished'] as const;

/** How many people came how far in the last month, beside the year before. */
export function Visits({ id }: { id: number }) {
  const to = today();
  const { data, error } = useQuery(visitsQuery(id, addDays(to, 1 - month), to));
  if (error) return <ErrorBox error={error} />;
  if (!data) return <Skeleton />;
  return (
    <div className="stack">
      <dl className="visit-figures">
        {figures.map((key) => (
          <div key={key}>
            <dt>{t.visits[key]}</dt>
            <dd>{number(data.total[key])}</dd>
            <dd className="muted small">{`${t.visits.ago}: ${number(data.year_ago[key])}`}</dd>
          </div>
        ))}
      </dl>
      <Bars title={t.visits.byHour} series={series} what={t.visits.hour} bars={data.hours.map((hour) => ({ id: hour.hour, title: `${hour.hour}:00`, values: { visited: hour.visited } }))} />
      <Bars title={t.visits.byDay} series={series} what={t.visits.day} bars={data.days.map((day) => ({ id: day.day, title: dayNumbers(day.day), values: { visited: day.visited } }))} />
    </div>
  );
}
