import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouteContext, useSearch } from '@tanstack/react-router';
import { ChartColumn, Download, Printer } from 'lucide-react';
import { reports as t } from '@/i18n/ru/reports';
import { dayNumbers } from '@/lib/dates';
import { Button } from '@/ui/Button';
import { Banner, Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { usePageTitle } from '../shell/pageTitle';
import { DisciplineFigures } from './DisciplineFigures';
import { DisciplineTable } from './DisciplineTable';
import { exportDiscipline } from './exportDiscipline';
import { chosenPeriod, type PeriodSearch } from './period';
import { PeriodPicker } from './PeriodPicker';
import { disciplineQuery, type Discipline } from './queries';
import { UnitBars } from './UnitBars';
import './reports.css';

/** Who keeps terms and who does not: four figures, units as bars, units and people as a table. */
export function DisciplinePage() {
  usePageTitle(t.discipline);
  const { me } = useRouteContext({ from: '/shell' });
  const search: PeriodSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = (part: PeriodSearch) => void navigate({ to: '.', search: (before: PeriodSearch) => ({ ...before, ...part }), replace: true });
  const period = chosenPeriod(search);
  const { data, error, refetch } = useQuery({ ...disciplineQuery(period ?? { from: '', to: '' }), enabled: period !== undefined });
  const ready = data !== undefined && data.total.total > 0;
  return (
    <div className="report">
      <header className="report-head">
        <div className="grow">
          <h1>{t.discipline}</h1>
          <p className="muted small">
            {me.body.short_name}
            {period && `, ${t.span(dayNumbers(period.from), dayNumbers(period.to))}`}
            {data && `, ${t.asOf(dayNumbers(data.today))}`}
          </p>
        </div>
        {ready && (
          <div className="row no-print">
            <Button icon={Printer} keys="P" onPress={() => window.print()}>
              {t.print}
            </Button>
            <Button icon={Download} onPress={() => exportDiscipline(data)}>
              {t.export}
            </Button>
          </div>
        )}
      </header>
      <PeriodPicker search={search} onChange={change} />
      {period === undefined ? (
        <Banner>{t.wrongPeriod}</Banner>
      ) : error ? (
        <ErrorBox error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton shape="card" count={6} />
      ) : ready ? (
        <Report report={data} people={search.people ?? true} onPeople={(people) => change({ people })} />
      ) : (
        <Empty icon={ChartColumn} title={t.empty}>
          {t.emptyHint}
        </Empty>
      )}
    </div>
  );
}

interface ReportProps {
  report: Discipline;
  people: boolean;
  onPeople: (people: boolean) => void;
}

function Report({ report, people, onPeople }: ReportProps) {
  return (
    <>
      <DisciplineFigures total={report.total} />
      <UnitBars units={report.units} />
      <DisciplineTable report={report} people={people} onPeople={onPeople} listOf={useListOf()} />
      <p className="muted small">{t.lead}</p>
    </>
  );
}

/** A controller sees the assignments of the whole body, a head those of his units. */
function useListOf() {
  const { me } = useRouteContext({ from: '/shell' });
  const scope = me.rights.includes('assignments.control') ? 'body' : me.rights.includes('assignments.issue') ? 'unit' : undefined;
  if (scope === undefined) return undefined;
  return (person: number | undefined) => (person === undefined ? undefined : `/control?scope=${scope}&who=${person}`);
}
