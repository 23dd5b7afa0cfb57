import { useQuery } from '@tanstack/react-query';
import { people as t, rightWords, roleWords } from '@/i18n/ru/admin';
import { Checkbox } from '@/ui/Choice';
import { Skeleton } from '@/ui/Notice';
import { rolesQuery } from '../queries';

interface RolesFieldProps {
  value: readonly string[];
  onChange: (roles: readonly string[]) => void;
  error?: string | undefined;
}

/** Roles with what each is for; below, what they give together. */
export function RolesField({ value, onChange, error }: RolesFieldProps) {
  const { data } = useQuery(rolesQuery);
  if (!data) return <Skeleton count={5} />;
  const toggle = (role: string, on: boolean) => onChange(on ? [...value, role] : value.filter((one) => one !== role));
  const rights = new Set(data.items.filter(({ role }) => value.includes(role)).flatMap((one) => one.rights));
  return (
    <fieldset className="checks">
      <legend>{t.roles}</legend>
      {data.items.map(({ role }) => (
        <Checkbox key={role} checked={value.includes(role)} onChange={(on) => toggle(role, on)} invalid={error !== undefined}>
          <span>
            {roleWords[role]?.title ?? role}
            <span className="option-hint">{roleWords[role]?.hint}</span>
          </span>
        </Checkbox>
      ))}
      {error && <p className="field-error">{error}</p>}
      <p className="small muted">
        {t.rights}: {rightsText([...rights])}
      </p>
    </fieldset>
  );
}

export const rightsText = (rights: readonly string[]) => rights.map((right) => rightWords[right] ?? right).join(', ') || '–';
