import { people as t } from '@/i18n/ru/admin';
import { TextButton } from '@/ui/Button';
import { Field } from '@/ui/Field';

/** Without those that are taken for one another: l and 1, o and 0. */
const letters = 'abcdefghkmnpqrstuvwxyz23456789';

/** Four groups of five letters: long enough, and can be said over the telephone. */
function invented(): string {
  const random = crypto.getRandomValues(new Uint32Array(20));
  const word = [...random].map((one) => letters[one % letters.length]).join('');
  return word.replaceAll(/.{5}(?=.)/g, '$&-');
}

interface PasswordFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  autoFocus?: boolean;
}

/** A password that the administrator reads out: it is seen, and never kept as a draft. */
export function PasswordField({ label, value, onChange, error, autoFocus = false }: PasswordFieldProps) {
  return (
    <Field
      label={label}
      hint={t.passwordHint}
      value={value}
      onChange={onChange}
      error={error}
      autoFocus={autoFocus}
      aside={<TextButton onPress={() => onChange(invented())}>{t.suggest}</TextButton>}
      required
    />
  );
}
