import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox, Switch as AriaSwitch } from 'react-aria-components';

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
