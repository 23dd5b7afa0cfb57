import { reports as t } from '@/i18n/ru/reports';
import { dayNumbers } from '@/lib/dates';
import { csv, download, type Cell } from './csv';
import type { Discipline, Figures } from './queries';

const columns = [
  'total',
  'on_time',
  'late',
  'in_work',
  'overdue',
  'extended',
  'extended_twice',
  'returned',
  'released',
  'by_acting',
  'discipline',
  'mean_delay',
] as const satisfies readonly (keyof Figures)[];

/** All figures of all units and people: more than the screen shows. */
export function disciplineRows({ units, people, total }: Pick<Discipline, 'units' | 'people' | 'total'>): Cell[][] {
  const figures = (line: Figures): Cell[] => columns.map((column) => line[column]);
  return [
    [t.unit, t.columns.person, ...columns.map((column) => t.columns[column])],
    ...units.flatMap((unit) => [
      [unit.unit, '', ...figures(unit)],
      ...people.filter((one) => one.unit_id === unit.unit_id).map((one): Cell[] => [one.unit, one.person ?? '', ...figures(one)]),
    ]),
    [t.total, '', ...figures(total)],
  ];
}

export function exportDiscipline(report: Discipline) {
  download(t.fileName(dayNumbers(report.from), dayNumbers(report.to)), csv(disciplineRows(report)));
}
