import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { oversight as t } from '@/i18n/ru/oversight';
import { appealWords } from '@/i18n/ru/appeals';
import { dayNumbers } from '@/lib/dates';
import { Banner, ErrorBox, Skeleton } from '@/ui/Notice';
import { Part } from '../admin/Part';
import { chosenPeriod } from '../reports/period';
import { PeriodTools } from './PeriodTools';
import { placeOfFigure, usePlace } from './place';
import { figuresQuery, type Figures, type Group } from './queries';

const vocabulary: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  kind: appealWords.kinds,
  form: appealWords.forms,
  origin: appealWords.origins,
  recurrence: appealWords.recurrences,
  ground: appealWords.grounds,
  result: { ...appealWords.results, open: appealWords.results[''] },
  mark: t.marks,
  author: t.authors,
  rating: t.ratings,
  term: t.terms,
};

/** Figures of a period beside the same days a year earlier; each opens the appeals that it counts. */
export function FiguresPage() {
  const { place, go } = usePlace();
  const period = chosenPeriod(place);
  const { data, error, refetch } = useQuery({ ...figuresQuery(period?.from ?? '', period?.to ?? '', place.body), enabled: period !== undefined });
  const file = period && `/api/reports/appeals.xlsx?from=${period.from}&to=${period.to}${place.body ? `&body=${place.body}` : ''}`;
  return (
    <Part
      title={t.parts.figures}
      lead={t.figuresLead}
      scroll
      action={
        file && (
          <a className="row text-button" href={file} download>
            <Download size="1.125em" aria-hidden /> {t.xlsx}
          </a>
        )
      }
      tools={<PeriodTools place={place} go={go} />}
    >
      {period === undefined ? <Banner>{t.wrongPeriod}</Banner> : error ? <ErrorBox error={error} onRetry={() => void refetch()} /> : data === undefined ? <Skeleton shape="card" count={4} /> : <All figures={data} />}
    </Part>
  );
}

function All({ figures }: { figures: Figures }) {
  return (
    <>
      <p>
        {t.total(figures.total, figures.before)} <span className="muted">{`${dayNumbers(figures.from)} – ${dayNumbers(figures.to)}`}</span>
      </p>
      <div className="figures">
        {figures.groups
          .filter((group) => group.lines.length > 0)
          .map((group) => (
            <Block key={group.key} group={group} />
          ))}
      </div>
    </>
  );
}

function Block({ group }: { group: Group }) {
  return (
    <table>
      <caption className="visually-hidden">{t.groups[group.key]}</caption>
      <thead>
        <tr>
          <th scope="col">{t.groups[group.key]}</th>
          <th scope="col" className="count">
            {t.now}
          </th>
          <th scope="col" className="count">
            {t.before}
          </th>
        </tr>
      </thead>
      <tbody>
        {group.lines.map((line) => (
          <tr key={line.key}>
            <td>{line.title || vocabulary[group.key]?.[line.key] || line.key}</td>
            <td className="count">
              {line.filter && line.count > 0 ? (
                <Link to="/oversight/register" search={placeOfFigure(line.filter)}>
                  {line.count}
                </Link>
              ) : (
                line.count
              )}
            </td>
            <td className="count muted">{line.before}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
