import { reports as t } from '@/i18n/ru/reports';
import { group } from '@/lib/group';
import { number } from '@/lib/plural';
import { Link } from '@/ui/Button';
import { classes } from '@/ui/classes';
import { Switch } from '@/ui/Choice';
import type { Discipline, Figures } from './queries';

const columns = ['total', 'on_time', 'late', 'in_work', 'overdue', 'extended', 'returned', 'released', 'discipline', 'mean_delay'] as const satisfies readonly (keyof Figures)[];

type ColumnId = (typeof columns)[number];

function shown(figures: Figures, column: ColumnId): string {
  const value = figures[column];
  if (value === null) return t.dash;
  return column === 'mean_delay' && value === 0 ? t.dash : number(value);
}

interface DisciplineTableProps {
  report: Discipline;
  /** With the people of each unit. */
  people: boolean;
  onPeople: (people: boolean) => void;
  /** Where the assignments of a person are listed, for those who may see them. */
  listOf: ((person: number | undefined) => string | undefined) | undefined;
}

/** Units, below each its people; who is most behind stands first. */
export function DisciplineTable({ report, people, onPeople, listOf }: DisciplineTableProps) {
  const inUnit = new Map(group(report.people, (one) => one.unit_id));
  return (
    <section className="stack">
      <div className="row report-table-head">
        <h2 className="grow">{t.table}</h2>
        <span className="no-print">
          <Switch on={people} onChange={onPeople}>
            {t.withPeople}
          </Switch>
        </span>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a wide table is scrolled by keys too */}
      <div className="report-scroll" role="region" aria-label={t.table} tabIndex={0}>
        <table className="report-table">
          <thead>
            <tr>
              <th scope="col">{t.columns.who}</th>
              {columns.map((column) => (
                <th key={column} scope="col" className="number">
                  {t.columns[column]}
                </th>
              ))}
            </tr>
          </thead>
          {report.units.map((unit) => (
            <tbody key={unit.unit_id}>
              <Row title={unit.unit} figures={unit} unit />
              {people && (inUnit.get(unit.unit_id) ?? []).map((one) => <Row key={one.person_id} title={one.person ?? ''} figures={one} href={listOf?.(one.person_id)} />)}
            </tbody>
          ))}
          <tfoot>
            <Row title={t.total} figures={report.total} unit />
          </tfoot>
        </table>
      </div>
    </section>
  );
}

function Row({ title, figures, unit = false, href }: { title: string; figures: Figures; unit?: boolean; href?: string | undefined }) {
  return (
    <tr className={classes(unit && 'report-unit')}>
      <th scope="row">{href === undefined ? title : <Link href={href}>{title}</Link>}</th>
      {columns.map((column) => (
        <td key={column} className={classes('number', !figures[column] && 'nil', column === 'overdue' && figures.overdue > 0 && 'tone-danger strong')}>
          {shown(figures, column)}
        </td>
      ))}
    </tr>
  );
}
