import { catalogue as t } from '@/i18n/ru/catalogue';
import { Checkbox } from '@/ui/Choice';
import { TextArea } from '@/ui/Field';
import type { Option } from '@/ui/Select';
import type { Passport } from './queries';

/** The props of every section: the passport, how it changes, and whether it may. */
export interface SectionProps {
  passport: Passport;
  change: (part: Partial<Passport>) => void;
  disabled: boolean;
}

export const optionsOf = <Id extends string>(words: Readonly<Record<Id, string>>): Option<Id>[] => (Object.keys(words) as Id[]).map((id) => ({ id, title: words[id] }));

/** A list of short texts, each on a line of its own. */
export function TextLines({ label, value, onChange, disabled }: { label: string; value: readonly string[] | undefined; onChange: (lines: string[]) => void; disabled: boolean }) {
  return <TextArea label={label} hint={t.byLine} value={(value ?? []).join('\n')} onChange={(text) => onChange(text.split('\n'))} disabled={disabled} rows={2} />;
}

/** Any number of a few: for whom a line is, by which ways one applies. */
export function Ticks<Id extends string>({ label, hint, options, value, onChange, disabled }: { label: string; hint?: string; options: readonly Option<Id>[]; value: readonly string[] | undefined; onChange: (ids: Id[]) => void; disabled: boolean }) {
  const chosen = value ?? [];
  return (
    <fieldset className="ticks" disabled={disabled}>
      <legend className="field-label">{label}</legend>
      {options.map(({ id, title }) => (
        <Checkbox key={id} checked={chosen.includes(id)} onChange={(on) => onChange(options.map((one) => one.id).filter((one) => (one === id ? on : chosen.includes(one))))} disabled={disabled}>
          {title}
        </Checkbox>
      ))}
      {hint && <span className="muted small">{hint}</span>}
    </fieldset>
  );
}

/** For which variants a line is. */
export function ForVariants({ passport, value, onChange, disabled }: { passport: Passport; value: readonly string[] | undefined; onChange: (codes: string[]) => void; disabled: boolean }) {
  if (passport.variants.length < 2) return null;
  return <Ticks label={t.fields.forVariants} hint={t.variantsHint} options={passport.variants.map(({ code, name }) => ({ id: code, title: name }))} value={value} onChange={onChange} disabled={disabled} />;
}
