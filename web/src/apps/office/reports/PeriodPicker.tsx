import { reports as t } from '@/i18n/ru/reports';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { DateField } from '@/ui/DateField';
import { periodOf, presets, type PeriodSearch } from './period';

const options = presets.map((id) => ({ id, title: t.periods[id] }));

interface PeriodPickerProps {
  search: PeriodSearch;
  onChange: (part: PeriodSearch) => void;
}

/** «Этот месяц · Квартал · Год · Своё»; an own period begins with the days that were shown. */
export function PeriodPicker({ search, onChange }: PeriodPickerProps) {
  const chosen = search.period ?? 'quarter';
  return (
    <div className="report-period no-print">
      <ChoiceChips
        label={t.period}
        options={options}
        value={chosen}
        onChange={(period) => onChange(period === 'own' && chosen !== 'own' ? { period, ...periodOf(chosen) } : { period })}
      />
      {chosen === 'own' && (
        <>
          <DateField label={t.from} value={search.from ?? ''} onChange={(from) => onChange({ from: from || undefined } as PeriodSearch)} />
          <DateField label={t.to} value={search.to ?? ''} onChange={(to) => onChange({ to: to || undefined } as PeriodSearch)} />
        </>
      )}
    </div>
  );
}
