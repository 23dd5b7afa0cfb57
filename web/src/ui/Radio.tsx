import { Radio as AriaRadio, RadioGroup } from 'react-aria-components';
import { ariaField, fieldClass, FieldFoot, FieldLabel, type FieldBase } from './Field';
import type { Option } from './Select';

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
