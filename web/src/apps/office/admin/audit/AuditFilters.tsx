import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { actChoice } from '@/i18n/ru/adminActs';
import { audit as t, objectWords } from '@/i18n/ru/adminWatch';
import { TextButton } from '@/ui/Button';
import { Combo } from '@/ui/Combo';
import { DateField } from '@/ui/DateField';
import { Select } from '@/ui/Select';
import { among } from '@/ui/useOptions';
import { employeeOption, loadEmployees, personQuery } from '../queries';
import { results, type AuditFilter } from './filter';

interface AuditFiltersProps {
  filter: AuditFilter;
  onChange: (part: Partial<AuditFilter>) => void;
  onClear: () => void;
}

const any = 'any';
const resultOptions = [{ id: any, title: t.anyResult }, ...results.map((id) => ({ id, title: t.results[id] }))];
const objectOptions = [{ id: any, title: t.anyObject }, ...Object.entries(objectWords).map(([id, title]) => ({ id, title }))];
const actions = Object.entries(actChoice).map(([id, title]) => ({ id, title }));
const loadActions = among(actions);

/** Day, person, act, object, what came of it. */
export default function AuditFilters({ filter, onChange, onClear }: AuditFiltersProps) {
  const { data: actor } = useQuery({ ...personQuery(filter.actor ?? 0), enabled: filter.actor !== undefined });
  const person = useMemo(() => (filter.actor !== undefined && actor ? employeeOption(actor) : null), [filter.actor, actor]);
  return (
    <>
      <DateField label={t.from} value={filter.from ?? ''} onChange={(from) => onChange({ from: from || undefined })} />
      <DateField label={t.to} value={filter.to ?? ''} onChange={(to) => onChange({ to: to || undefined })} />
      <Combo label={t.actor} load={loadEmployees} value={person} onChange={(one) => onChange({ actor: one?.id })} />
      <Combo
        label={t.action}
        load={loadActions}
        value={actions.find((one) => one.id === filter.action) ?? null}
        onChange={(one) => onChange({ action: one?.id })}
      />
      <Select
        label={t.object}
        options={objectOptions}
        value={filter.object ?? any}
        onChange={(object) => onChange({ object: object === any ? undefined : object })}
      />
      <Select
        label={t.result}
        options={resultOptions}
        value={filter.result ?? any}
        onChange={(chosen) => onChange({ result: results.find((one) => one === chosen) })}
      />
      {Object.keys(filter).length > 0 && <TextButton onPress={onClear}>{t.clear}</TextButton>}
    </>
  );
}
