import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { routes as t } from '@/i18n/ru/adminRecords';
import { IconButton } from '@/ui/Button';
import { Checkbox } from '@/ui/Choice';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { Field } from '@/ui/Field';
import { Select } from '@/ui/Select';
import type { LoadOptions } from '@/ui/useOptions';
import type { Texts } from '../FormDrawer';
import { Participants } from './Participants';
import type { EditedStage } from './stages';

const options = <Id extends string>(words: Readonly<Record<Id, string>>) => (Object.keys(words) as Id[]).map((id) => ({ id, title: words[id] }));

interface StageCardProps {
  stage: EditedStage;
  place: number;
  last: boolean;
  alone: boolean;
  load: LoadOptions<string>;
  texts: Texts;
  onChange: (part: Partial<EditedStage>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

export function StageCard({ stage, place, last, alone, load, texts, onChange, onMove, onRemove }: StageCardProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.code !== 'ArrowUp' && event.code !== 'ArrowDown')) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(event.code === 'ArrowUp' ? -1 : 1);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Alt+↑/↓ inside any field of the stage; the buttons do the same
    <li className="stage" aria-label={t.stage(place + 1)} onKeyDownCapture={onKeyDown}>
      <header className="stage-head">
        <span className="step-number" aria-hidden>
          {place + 1}
        </span>
        <div className="grow">
          <Field label={t.stageName} value={stage.name} onChange={(name) => onChange({ name })} error={texts.name} required />
        </div>
        <IconButton small icon={ArrowUp} label={`${t.up} (Alt+↑)`} disabled={place === 0} onPress={() => onMove(-1)} />
        <IconButton small icon={ArrowDown} label={`${t.down} (Alt+↓)`} disabled={last} onPress={() => onMove(1)} />
        <IconButton small icon={Trash2} label={t.removeStage(place + 1)} disabled={alone} onPress={onRemove} />
      </header>
      <ChoiceChips label={t.mode} options={options(t.modes)} value={stage.mode} onChange={(mode) => onChange({ mode })} />
      <Participants
        value={stage.participants}
        ordered={stage.mode === 'sequential'}
        load={load}
        error={texts.participants ?? Object.entries(texts).find(([field]) => field.startsWith('participants.'))?.[1]}
        onChange={(participants) => onChange({ participants })}
      />
      <TermFields stage={stage} texts={texts} onChange={onChange} />
      <Checkbox checked={stage.required} onChange={(required) => onChange({ required })}>
        <span>
          {t.stageRequired}
          {!stage.required && <span className="option-hint">{t.stageOptional}</span>}
        </span>
      </Checkbox>
    </li>
  );
}

/** How long they have, how many must agree, what a refusal does. */
function TermFields({ stage, texts, onChange }: Pick<StageCardProps, 'stage' | 'texts' | 'onChange'>) {
  const { term, rule, quorum = 1 } = stage;
  return (
    <div className="two-fields">
      <div className="row stage-pair">
        <Field
          label={t.term}
          hint={t.termHint}
          value={String(term.amount)}
          onChange={(amount) => onChange({ term: { ...term, amount: Number.parseInt(amount, 10) || 0 } })}
          error={texts.term ?? texts['term.amount']}
          inputMode="numeric"
          maxLength={3}
        />
        <Select
          label={t.termUnit}
          options={options(t.termUnits)}
          value={term.unit ?? 'day'}
          onChange={(unit) => onChange({ term: { ...term, unit } })}
        />
      </div>
      <div className="row stage-pair">
        <Select label={t.rule} options={options(t.rules)} value={rule} onChange={(next) => onChange({ rule: next, ...(next === 'quorum' ? { quorum } : {}) })} error={texts.rule} />
        {rule === 'quorum' && (
          <Field
            label={t.quorum}
            value={String(quorum)}
            onChange={(count) => onChange({ quorum: Number.parseInt(count, 10) || 0 })}
            error={texts.quorum}
            inputMode="numeric"
            maxLength={3}
          />
        )}
      </div>
      <Select
        label={t.onNotAgreed}
        options={options(t.onNotAgreeds)}
        value={stage.on_not_agreed}
        onChange={(next) => onChange({ on_not_agreed: next })}
        error={texts.on_not_agreed}
      />
    </div>
  );
}
