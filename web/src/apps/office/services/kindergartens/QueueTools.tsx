import { useState } from 'react';
import { kindergartenWords as t } from '@/i18n/ru/kindergartens';
import { SearchField } from '@/ui/Field';
import { Select } from '@/ui/Select';
import type { Narrowed, Overview, State } from './queries';
import { ages, states, type Place } from './routes';

interface QueueToolsProps {
  overview: Overview;
  narrowed: Narrowed;
  age: number | undefined;
  onState: (state: State | '') => void;
  go: (place: Place) => void;
  onFind: (find: string) => void;
}

const any = 'any';

/** To what the queue is narrowed: the state, the kindergarten, the age, and whom one looks for. */
export function QueueTools({ overview, narrowed, age, onState, go, onFind }: QueueToolsProps) {
  const [typed, setTyped] = useState('');
  const offered = states.map((id) => ({ id, title: t.states[id], hint: t.count(overview.counts[id] ?? 0) }));
  return (
    <>
      <Select
        label={t.show}
        options={narrowed.find === '' ? offered : [{ id: any, title: t.anyState }, ...offered]}
        value={narrowed.state === '' ? any : narrowed.state}
        onChange={(next) => onState(states.find((one) => one === next) ?? '')}
      />
      <Select
        label={t.garden}
        options={[{ id: 0, title: t.anyGarden }, ...overview.gardens.map(({ id, name }) => ({ id, title: name }))]}
        value={narrowed.kindergarten_id}
        onChange={(next) => go({ garden: next || undefined })}
      />
      <Select
        label={t.age}
        options={[{ id: any, title: t.anyAge }, ...ages.map((one) => ({ id: String(one), title: t.years(one) }))]}
        value={age === undefined ? any : String(age)}
        onChange={(next) => go({ age: ages.find((one) => String(one) === next) })}
      />
      <SearchField label={t.find} value={typed} onChange={setTyped} onFind={onFind} keys="/" />
    </>
  );
}
