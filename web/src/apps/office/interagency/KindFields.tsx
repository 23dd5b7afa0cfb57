import { ArrowUp, Trash2 } from 'lucide-react';
import { useId } from 'react';
import { kindWords as t } from '@/i18n/ru/requestKinds';
import { Button, IconButton } from '@/ui/Button';
import { Checkbox } from '@/ui/Choice';
import { Field } from '@/ui/Field';
import { Banner } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import type { Field as FieldOf } from './queries';

const kinds = (Object.keys(t.kinds) as (keyof typeof t.kinds)[]).map((id) => ({ id, title: t.kinds[id] }));

/** The fields of a request or of an answer, in the order of their elements. */
export function KindFields({ title, fields, onChange, error }: { title: string; fields: readonly FieldOf[]; onChange: (fields: FieldOf[]) => void; error?: string | undefined }) {
  const heading = useId();
  const change = (at: number, part: Partial<FieldOf>) => onChange(fields.map((one, i) => (i === at ? { ...one, ...part } : one)));
  const up = (at: number) => onChange(fields.toSpliced(at, 1).toSpliced(at - 1, 0, ...fields.slice(at, at + 1)));
  return (
    <section className="stack" aria-labelledby={heading}>
      <h3 id={heading}>{title}</h3>
      {error !== undefined && <Banner tone="danger">{error}</Banner>}
      {fields.length === 0 && <p className="muted">{t.noFields}</p>}
      {fields.map((field, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a field has no other name while it is written
        <fieldset key={at} className="interagency-field">
          <legend className="visually-hidden">{t.field.group(at + 1)}</legend>
          <Field label={t.field.label} value={field.label} onChange={(label) => change(at, { label })} maxLength={200} />
          <Field label={t.field.name} value={field.name} onChange={(name) => change(at, { name })} maxLength={60} />
          <Select label={t.field.kind} options={kinds} value={field.kind} onChange={(kind) => change(at, { kind })} />
          {field.kind === 'choice' && (
            <Field label={t.field.choices} value={(field.choices ?? []).join(',')} onChange={(text) => change(at, { choices: text.split(',').map((one) => one.trimStart()) })} />
          )}
          <div className="row">
            <Checkbox checked={field.required} onChange={(required) => change(at, { required })}>
              {t.field.required}
            </Checkbox>
            <span className="grow" />
            {at > 0 && (
              <IconButton icon={ArrowUp} small label={t.field.up(field.label)} onPress={() => up(at)} />
            )}
            <IconButton icon={Trash2} small label={t.field.remove(field.label)} onPress={() => onChange(fields.toSpliced(at, 1))} />
          </div>
        </fieldset>
      ))}
      <div>
        <Button small onPress={() => onChange([...fields, { name: '', label: '', kind: 'text', required: false }])}>
          {t.field.add}
        </Button>
      </div>
    </section>
  );
}
