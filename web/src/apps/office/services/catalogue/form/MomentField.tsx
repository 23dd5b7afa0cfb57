import { formBuilder as t } from '@/i18n/ru/formBuilder';
import { Field } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { optionsOf } from '../fields';

type Kind = keyof typeof t.moments;
type Unit = keyof typeof t.units;

function parts(value: string | undefined): { kind: Kind; n: number; unit: Unit; day: string } {
  const found = /^today([+-])(\d{1,4})([dmy])$/.exec(value ?? '');
  const nothing = { n: 14, unit: 'y' as Unit, day: '' };
  if (found) return { ...nothing, kind: found[1] === '-' ? 'ago' : 'ahead', n: Number(found[2]), unit: found[3] as Unit };
  if (value === undefined) return { ...nothing, kind: 'none' };
  return value === 'today' ? { ...nothing, kind: 'today' } : { ...nothing, kind: 'fixed', day: value };
}

const written = ({ kind, n, unit, day }: ReturnType<typeof parts>, today: string) => {
  switch (kind) {
    case 'none':
      return undefined;
    case 'today':
      return 'today';
    case 'fixed':
      return day || today;
    default:
      return `today${kind === 'ago' ? '-' : '+'}${n}${unit}`;
  }
};

interface Props {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  error?: string | undefined;
  /** There is always one. */
  firm?: boolean;
  disabled?: boolean;
}

/** A day of a rule: fixed, or counted from the day of the application. */
export function MomentField({ label, value, onChange, error, firm = false, disabled = false }: Props) {
  const now = parts(value);
  const put = (part: Partial<typeof now>) => onChange(written({ ...now, ...part }, new Date().toISOString().slice(0, 10)));
  const kinds = optionsOf(t.moments).filter((one) => !firm || one.id !== 'none');
  return (
    <div className="moment">
      <Select label={label} options={kinds} value={now.kind} onChange={(kind) => put({ kind })} error={error} disabled={disabled} />
      {(now.kind === 'ago' || now.kind === 'ahead') && (
        <>
          <Field label={t.momentOf(label)} value={String(now.n)} onChange={(text) => put({ n: Number(text.replace(/\D/g, '').slice(0, 4)) })} inputMode="numeric" disabled={disabled} />
          <Select label={t.momentUnit(label)} options={optionsOf(t.units)} value={now.unit} onChange={(unit) => put({ unit })} disabled={disabled} />
        </>
      )}
      {now.kind === 'fixed' && <Field label={t.momentDay(label)} type="date" value={now.day} onChange={(day) => put({ day })} disabled={disabled} />}
    </div>
  );
}
