import { SlidersHorizontal } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { controlKinds, controlWords as t, orderStates } from '@/i18n/ru/assignments';
import { IconButton } from '@/ui/Button';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { FilterChips, Views } from '@/ui/FilterChips';
import { Popover } from '@/ui/Popover';
import { Select } from '@/ui/Select';
import { usePerson } from '../card/lookups';
import { ends, openStates, type ControlPlace, type Go } from './place';
import type { Scope } from './queries';

interface HeadProps {
  offered: readonly Scope[];
  scope: Scope;
  place: ControlPlace;
  go: Go;
}

/** Whose assignments, the two filters of every day, all others behind a button. */
export function ControlHead({ offered, scope, place, go }: HeadProps) {
  const who = usePerson(place.who);
  const change = (part: ControlPlace) => go({ ...part, card: undefined, about: undefined, doc: undefined });
  const chips = [
    ...(place.due === 'week' ? [{ id: 'due', title: t.chips.week }] : []),
    ...(place.state ? [{ id: 'state', title: orderStates[place.state] ?? '' }] : []),
    ...(place.control ? [{ id: 'control', title: controlKinds[place.control] }] : []),
    ...(place.closed ? [{ id: 'closed', title: t.chips.closed }] : []),
    ...(place.who ? [{ id: 'who', title: who ?? t.chips.who }] : []),
  ];
  return (
    <header className="list-head">
      <div className="row">
        <h1 className="grow">{t.title}</h1>
        <Popover label={t.filters} trigger={<IconButton icon={SlidersHorizontal} label={t.filters} />}>
          <Filters place={place} change={change} />
        </Popover>
      </div>
      <Views label={t.scopesLabel} fold views={offered.map((id) => ({ id, title: t.scopes[id] }))} selected={scope} onSelect={(next) => change({ scope: next })} />
      <div className="row row-wrap">
        {(['overdue', 'three'] as const).map((due) => (
          <AriaButton
            key={due}
            className="chip"
            data-selected={place.due === due || undefined}
            aria-pressed={place.due === due}
            onPress={() => change({ due: place.due === due ? undefined : due, closed: undefined })}
          >
            {t.quick[due]}
          </AriaButton>
        ))}
        <FilterChips filters={chips} onRemove={(id) => change({ [id]: undefined })} />
      </div>
    </header>
  );
}

type Which = 'open' | 'closed';

function Filters({ place, change }: { place: ControlPlace; change: (part: ControlPlace) => void }) {
  const states = place.closed ? ends : openStates;
  return (
    <div className="stack list-filters">
      <ChoiceChips
        label={t.which}
        options={(['open', 'closed'] as const).map((id: Which) => ({ id, title: t[id] }))}
        value={place.closed ? 'closed' : 'open'}
        onChange={(which: Which) => change({ closed: which === 'closed' ? true : undefined, state: undefined, due: undefined })}
      />
      {!place.closed && (
        <ChoiceChips
          label={t.due}
          options={(['any', 'overdue', 'three', 'week'] as const).map((id) => ({ id, title: t.dues[id] }))}
          value={place.due ?? 'any'}
          onChange={(due) => change({ due: due === 'any' ? undefined : due })}
        />
      )}
      <Select
        label={t.state}
        options={[{ id: 'any', title: t.anyState }, ...states.map((id) => ({ id, title: orderStates[id] ?? id }))]}
        value={place.state ?? 'any'}
        onChange={(state) => change({ state: states.find((one) => one === state) })}
      />
      <ChoiceChips
        label={t.control}
        options={[{ id: 'any', title: t.anyControl }, ...(['ordinary', 'special'] as const).map((id) => ({ id, title: controlKinds[id] }))]}
        value={place.control ?? 'any'}
        onChange={(control) => change({ control: control === 'ordinary' || control === 'special' ? control : undefined })}
      />
      <ChoiceChips
        label={t.mode}
        options={(['lines', 'table'] as const).map((id) => ({ id, title: t.modes[id] }))}
        value={place.mode ?? 'lines'}
        onChange={(mode) => change({ mode: mode === 'table' ? mode : undefined })}
      />
    </div>
  );
}
