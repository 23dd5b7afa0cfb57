import type { Schema } from '@/forms/form';
import { formBuilder as t } from '@/i18n/ru/formBuilder';
import { Field } from '@/ui/Field';
import type { KindId } from './kinds';
import { MomentField } from './MomentField';
import { put } from './model';

const f = t.fields;
type Part = Parameters<typeof put<Schema>>[1];

export interface LimitsProps {
  schema: Schema;
  kind: KindId;
  change: (part: Part) => void;
  error: (part: string) => string | undefined;
  disabled: boolean;
}

const figure = (text: string) => {
  const n = Number(text.replace(',', '.').replaceAll(/[^\d.-]/g, ''));
  return text.trim() === '' || Number.isNaN(n) ? undefined : n;
};

const shown = (n: number | undefined) => (n === undefined ? '' : String(n).replace('.', ','));

/** What an answer must not be less or more than: by the kind of the question. */
export function Limits({ schema, kind, change, error, disabled }: LimitsProps) {
  const numbers = (labels: [string, keyof Schema & ('minLength' | 'maxLength' | 'minimum' | 'maximum' | 'minItems' | 'maxItems')][]) =>
    labels.map(([label, key]) => <Field key={key} label={label} value={shown(schema[key])} onChange={(text) => change({ [key]: figure(text) })} error={error(key)} inputMode="decimal" disabled={disabled} />);
  switch (kind) {
    case 'text':
    case 'area':
      return <div className="two-fields">{numbers([[f.shortest, 'minLength'], [f.longest, 'maxLength']])}</div>;
    case 'integer':
    case 'number':
      return (
        <div className="two-fields">
          {numbers([[f.least, 'minimum'], [f.most, 'maximum']])}
          <Field label={f.unit} value={schema['x-unit'] ?? ''} onChange={(text) => change({ 'x-unit': text || undefined })} disabled={disabled} />
        </div>
      );
    case 'list':
      return <div className="two-fields">{numbers([[f.few, 'minItems'], [f.many, 'maxItems']])}</div>;
    case 'file':
      return <div className="two-fields">{numbers([[f.manyFiles, 'maxItems']])}</div>;
    case 'marks':
      return <div className="two-fields">{numbers([[f.manyMarks, 'maxItems']])}</div>;
    case 'date':
      return (
        <>
          <MomentField label={f.earliest} value={schema['x-earliest']} onChange={(day) => change({ 'x-earliest': day })} error={error('x-earliest')} disabled={disabled} />
          <MomentField label={f.latest} value={schema['x-latest']} onChange={(day) => change({ 'x-latest': day })} error={error('x-latest')} disabled={disabled} />
        </>
      );
    case 'mask':
      return (
        <div className="two-fields">
          <Field label={f.mask} hint={t.maskHint} value={schema['x-mask'] ?? ''} onChange={(text) => change({ 'x-mask': text || undefined })} error={error('x-mask')} disabled={disabled} />
          <Field label={f.pattern} hint={t.patternHint} value={schema.pattern ?? ''} onChange={(text) => change({ pattern: text || undefined })} error={error('pattern')} disabled={disabled} />
        </div>
      );
    default:
      return null;
  }
}
