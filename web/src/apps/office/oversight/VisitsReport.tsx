import { useQuery } from '@tanstack/react-query';
import { CalendarClock, Download } from 'lucide-react';
import { oversight as t } from '@/i18n/ru/oversight';
import { visitWords as words } from '@/i18n/ru/visits';
import { Banner, Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Part } from '../admin/Part';
import { chosenPeriod } from '../reports/period';
import { reportQuery } from '../visits/queries';
import { PeriodTools } from './PeriodTools';
import { usePlace } from './place';

const counted = ['days', 'received', 'oral', 'written', 'taken', 'elsewhere', 'refused', 'out_of_turn', 'absent'] as const;
const titles = { ...words.reportColumns, out_of_turn: words.reportColumns.outOfTurn };

/** Personal receptions of a period by official and outcome. */
export function VisitsReport() {
  const { place, go } = usePlace();
  const period = chosenPeriod(place);
  const { data, error, refetch } = useQuery({ ...reportQuery(period?.from ?? '', period?.to ?? '', place.body), enabled: period !== undefined });
  const file = period && `/api/reports/visits.xlsx?from=${period.from}&to=${period.to}${place.body ? `&body=${place.body}` : ''}`;
  return (
    <Part
      title={t.parts.visits}
      lead={words.reportLead}
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
      {period === undefined ? (
        <Banner>{t.wrongPeriod}</Banner>
      ) : error ? (
        <ErrorBox error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton shape="table" count={4} />
      ) : data.lines.length === 0 ? (
        <Empty icon={CalendarClock} title={words.reportNone} />
      ) : (
        <table className="visit-lines">
          <thead>
            <tr>
              <th scope="col">{titles.body}</th>
              <th scope="col">{titles.official}</th>
              {counted.map((key) => (
                <th key={key} scope="col" className="count">
                  {titles[key]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.lines.map((line) => (
              <tr key={`${line.body} ${line.official}`}>
                <td>{line.body}</td>
                <td>{line.official}</td>
                {counted.map((key) => (
                  <td key={key} className="count" data-title={titles[key]}>
                    {line[key]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Part>
  );
}
