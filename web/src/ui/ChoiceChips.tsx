import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { Option } from './Select';

interface ChoiceChipsProps<Id extends string> {
  label: string;
  options: readonly Option<Id>[];
  value: Id | null;
  onChange: (value: Id) => void;
  /** After the chips: a date field for «дата». */
  children?: ReactNode;
}

/** Quick choice of a few values in a row: «3 дня · неделя · месяц · дата». */
export function ChoiceChips<Id extends string>({ label, options, value, onChange, children }: ChoiceChipsProps<Id>) {
  return (
    <div className="field">
      <span className="field-label" aria-hidden>
        {label}
      </span>
      <div className="row row-wrap">
        <ToggleButtonGroup
          className="chips"
          aria-label={label}
          selectionMode="single"
          disallowEmptySelection={value !== null}
          selectedKeys={value === null ? [] : [value]}
          onSelectionChange={(chosen) => {
            const option = options.find((one) => chosen.has(one.id));
            if (option) onChange(option.id);
          }}
        >
          {options.map((option) => (
            <ToggleButton key={option.id} id={option.id} className="chip">
              {option.title}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        {children}
      </div>
    </div>
  );
}
