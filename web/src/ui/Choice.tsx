import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Checkbox as AriaCheckbox,
  Radio as AriaRadio,
  RadioGroup,
  Switch as AriaSwitch,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components';
import { ariaField, fieldClass, FieldFoot, FieldLabel, type FieldBase } from './Field';
import type { Option } from './Select';

interface CheckboxProps {
  /** Visible words, or `label` when there are none. */
  children?: ReactNode;
  label?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Some of several: a dash. */
  partly?: boolean;
  disabled?: boolean;
  invalid?: boolean;
}

export function Checkbox({ children, label, checked, onChange, partly = false, disabled = false, invalid = false }: CheckboxProps) {
  return (
    <AriaCheckbox
      className="checkbox"
      isSelected={checked}
      onChange={onChange}
      isIndeterminate={partly}
      isDisabled={disabled}
      isInvalid={invalid}
      aria-label={label}
    >
      <span className="box">{partly ? <Minus size="0.875em" strokeWidth={3} aria-hidden /> : <Check size="0.875em" strokeWidth={3} aria-hidden />}</span>
      {children}
    </AriaCheckbox>
  );
}

interface SwitchProps {
  children: ReactNode;
  on: boolean;
  onChange: (on: boolean) => void;
  disabled?: boolean;
}

/** Works at once; inside a form that is saved take Checkbox. */
export function Switch({ children, on, onChange, disabled = false }: SwitchProps) {
  return (
    <AriaSwitch className="switch" isSelected={on} onChange={onChange} isDisabled={disabled}>
      <span className="track" />
      {children}
    </AriaSwitch>
  );
}

export interface RadioProps<Id extends string> extends FieldBase {
  options: readonly Option<Id>[];
  value: Id | null;
  onChange: (value: Id) => void;
  inline?: boolean;
}

export function Radio<Id extends string>(props: RadioProps<Id>) {
  const { options, value, onChange, inline } = props;
  return (
    <RadioGroup
      {...ariaField(props)}
      className={fieldClass(props, inline ? 'radios inline' : 'radios')}
      value={value}
      onChange={(next) => {
        const chosen = options.find((option) => option.id === next);
        if (chosen) onChange(chosen.id);
      }}
    >
      <FieldLabel label={props.label} aside={props.aside} />
      <div className="radio-list">
        {options.map((option) => (
          <AriaRadio key={option.id} value={option.id} className="radio">
            <span className="dot" />
            <span>
              {option.title}
              {option.hint && <span className="option-hint">{option.hint}</span>}
            </span>
          </AriaRadio>
        ))}
      </div>
      <FieldFoot hint={props.hint} error={props.error} />
    </RadioGroup>
  );
}

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
