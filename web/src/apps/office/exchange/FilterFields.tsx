import { useQuery } from '@tanstack/react-query';
import { exchangeForms as t } from '@/i18n/ru/exchangeForms';
import { statusWords } from '@/i18n/ru/exchange';
import { DateField } from '@/ui/DateField';
import { dayNumbers } from '@/lib/dates';
import { Field } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { fetchJournals } from '../card/dictionaries';
import { unitsQuery, type Filter } from './queries';

const kinds = [{ id: '', title: t.any }, ...Object.entries(t.kinds).map(([id, title]) => ({ id, title }))];
const statuses = [{ id: '', title: t.any }, ...Object.entries(statusWords).map(([id, title]) => ({ id, title }))];

interface FilterFieldsProps {
  value: Filter;
  onChange: (next: Filter) => void;
  /** Journals and units are asked of the reader's own body: they are offered for it only. */
  own: boolean;
}

/** What leaves: by the place of registration, the citizen's place, kind, topic, status and days. Empty means everything. */
export function FilterFields({ value, onChange, own }: FilterFieldsProps) {
  const set = (part: Partial<Filter>) => onChange({ ...value, ...part });
  return (
    <>
      {own && <Registration value={value} set={set} />}
      <Field label={t.place} value={value.place ?? ''} onChange={(place) => set({ place })} maxLength={200} />
      <div className="exchange-pair">
        <Select label={t.kind} options={kinds} value={value.kind ?? ''} onChange={(kind) => set({ kind: kind as NonNullable<Filter['kind']> })} />
        <Select label={t.status} options={statuses} value={value.status ?? ''} onChange={(status) => set({ status })} />
      </div>
      <Field label={t.theme} hint={t.themeHint} value={value.theme ?? ''} onChange={(theme) => set({ theme })} maxLength={30} />
      <div className="exchange-pair">
        <DateField label={t.registeredFrom} value={value.from ?? ''} onChange={(from) => set({ from })} />
        <DateField label={t.registeredTo} value={value.to ?? ''} onChange={(to) => set({ to })} />
      </div>
    </>
  );
}

function Registration({ value, set }: { value: Filter; set: (part: Partial<Filter>) => void }) {
  const { data: journals } = useQuery(fetchJournals('appeal'));
  const { data: structure } = useQuery(unitsQuery);
  const any = { id: 0, title: t.any };
  return (
    <div className="exchange-pair">
      <Select
        label={t.journal}
        options={[any, ...(journals?.items ?? []).map(({ id, name }) => ({ id, title: name }))]}
        value={value.journal_id ?? 0}
        onChange={(journal_id) => set({ journal_id })}
      />
      <Select
        label={t.unit}
        options={[any, ...(structure?.units ?? []).map(({ id, name }) => ({ id, title: name }))]}
        value={value.unit_id ?? 0}
        onChange={(unit_id) => set({ unit_id })}
      />
    </div>
  );
}

/** The filter without what says nothing. */
export function given(filter: Filter): Filter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== '' && value !== 0)) as Filter;
}

/** The filter in words, for a line of a table. */
export function filterWords(filter: Filter): string {
  const parts = [
    filter.place,
    filter.kind ? t.kinds[filter.kind] : undefined,
    filter.theme,
    filter.status ? statusWords[filter.status] : undefined,
    filter.documents && t.ofCards(filter.documents.length),
    filter.journal_id ? t.ofJournal : undefined,
    filter.unit_id ? t.ofUnit : undefined,
    filter.from && `${t.registeredFrom.toLowerCase()} ${dayNumbers(filter.from)}`,
    filter.to && `${t.registeredTo} ${dayNumbers(filter.to)}`,
  ].filter(Boolean);
  return parts.length === 0 ? t.filterAll : parts.join(' · ');
}
