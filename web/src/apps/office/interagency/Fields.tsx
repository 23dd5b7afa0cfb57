import { DateField } from '@/ui/DateField';
import { Field } from '@/ui/Field';
import { Select } from '@/ui/Select';
import type { Field as FieldOf } from './queries';

interface FieldsProps {
  fields: readonly FieldOf[];
  values: Readonly<Record<string, string>>;
  onChange: (values: Record<string, string>) => void;
  errors: Readonly<Record<string, string>>;
  /** What stands before the names in the server's refusals. */
  prefix: string;
}

/** The fields of a kind of request, or of an answer to it. */
export function Fields({ fields, values, onChange, errors, prefix }: FieldsProps) {
  return fields.map((field) => {
    const base = { label: field.label, value: values[field.name] ?? '', required: field.required, error: errors[`${prefix}.${field.name}`] };
    const change = (value: string) => onChange({ ...values, [field.name]: value });
    if (field.kind === 'date') return <DateField key={field.name} {...base} onChange={change} />;
    if (field.kind === 'choice') {
      return <Select key={field.name} {...base} options={(field.choices ?? []).map((one) => ({ id: one, title: one }))} onChange={change} />;
    }
    return <Field key={field.name} {...base} onChange={change} />;
  });
}
