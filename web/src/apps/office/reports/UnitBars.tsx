import { reports as t } from '@/i18n/ru/reports';
import { Bars, type Series } from '@/charts/Bars';
import type { Line } from './queries';

const series: readonly Series[] = [
  { id: 'overdue', title: t.series.overdue, tone: 'danger' },
  { id: 'late', title: t.series.late, tone: 'warn' },
  { id: 'on_time', title: t.series.on_time, tone: 'done' },
  { id: 'in_work', title: t.series.in_work, tone: 'plain' },
];

/** Units, those most behind first, as the server sorts them. */
export function UnitBars({ units }: { units: readonly Line[] }) {
  const bars = units.map(({ unit_id: id, unit: title, overdue, late, on_time, in_work }) => ({ id, title, values: { overdue, late, on_time, in_work } }));
  return <Bars title={t.byUnit} what={t.unit} series={series} bars={bars} />;
}
