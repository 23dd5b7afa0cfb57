import { useRouteContext } from '@tanstack/react-router';
import { reports as t } from '@/i18n/ru/reports';
import { number } from '@/lib/plural';
import { Stat } from '@/ui/Progress';
import type { Figures } from './queries';

/** Four figures of the whole body; the overdue ones open their list where the reader controls terms. */
export function DisciplineFigures({ total }: { total: Figures }) {
  const { me } = useRouteContext({ from: '/shell' });
  const due = total.on_time + total.late + total.overdue;
  const overdueList = total.overdue > 0 && me.rights.includes('assignments.control') ? { href: '/control?scope=body&due=overdue' } : {};
  const open = total.in_work > 0 ? { note: t.openNow(total.in_work) } : {};
  return (
    <div className="stats">
      <Stat
        label={t.figures.discipline}
        value={total.discipline === null ? t.dash : t.percent(number(total.discipline))}
        note={due > 0 ? t.ofDue(due) : t.nothingDue}
      />
      <Stat label={t.figures.onTime} value={total.on_time} {...open} />
      <Stat label={t.figures.late} value={total.late} tone={total.late > 0 ? 'warn' : 'plain'} />
      <Stat
        label={t.figures.overdue}
        value={total.overdue}
        tone={total.overdue > 0 ? 'danger' : 'plain'}
        note={total.mean_delay > 0 ? t.meanDelay(number(total.mean_delay)) : undefined}
        {...overdueList}
      />
    </div>
  );
}
