import { people as t } from '@/i18n/ru/admin';
import { Field } from '@/ui/Field';
import type { Texts } from '../FormDrawer';

interface Names {
  surname: string;
  name: string;
  patronymic: string;
}

interface NameFieldsProps {
  value: Names;
  onChange: (part: Partial<Names>) => void;
  texts: Texts;
  autoFocus?: boolean;
}

export function NameFields({ value, onChange, texts, autoFocus = false }: NameFieldsProps) {
  return (
    <div className="two-fields">
      <Field label={t.surname} value={value.surname} onChange={(surname) => onChange({ surname })} error={texts.surname} required autoFocus={autoFocus} />
      <Field label={t.name} value={value.name} onChange={(name) => onChange({ name })} error={texts.name} required />
      <Field label={t.patronymic} value={value.patronymic} onChange={(patronymic) => onChange({ patronymic })} error={texts.patronymic} />
    </div>
  );
}
