import { ChevronDown } from 'lucide-react';
import {
  Button as AriaButton,
  ListBox,
  ListBoxItem,
  Popover as AriaPopover,
  Select as AriaSelect,
  SelectValue,
  Text,
} from 'react-aria-components';
import { kit } from '@/i18n/ru/kit';
import { ariaField, fieldClass, FieldFoot, FieldLabel, type FieldBase } from './Field';

export interface Option<Id extends string | number = string | number> {
  id: Id;
  title: string;
  /** Second line: the post of a person, the article of a term. */
  hint?: string;
}

export interface SelectProps<Id extends string | number> extends FieldBase {
  options: readonly Option<Id>[];
  value: Id | null;
  onChange: (value: Id) => void;
  placeholder?: string;
}

/** Choice from a short known list; for long lists take Combo. */
export function Select<Id extends string | number>(props: SelectProps<Id>) {
  const { options, value, onChange, placeholder = kit.choose } = props;
  return (
    <AriaSelect
      {...ariaField(props)}
      className={fieldClass(props)}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.id === key);
        if (chosen) onChange(chosen.id);
      }}
      placeholder={placeholder}
    >
      <FieldLabel label={props.label} aside={props.aside} />
      <AriaButton className="input select-button">
        <SelectValue className="clip select-value">{({ selectedText, isPlaceholder }) => (isPlaceholder ? placeholder : selectedText)}</SelectValue>
        <ChevronDown size="1.125em" aria-hidden />
      </AriaButton>
      <FieldFoot hint={props.hint} error={props.error} />
      <AriaPopover className="popover options" offset={4}>
        <ListBox items={options}>{(option) => <OptionItem option={option} />}</ListBox>
      </AriaPopover>
    </AriaSelect>
  );
}

export function OptionItem({ option }: { option: Option }) {
  return (
    <ListBoxItem id={option.id} textValue={option.title} className="option">
      <Text slot="label">{option.title}</Text>
      {option.hint && (
        <Text slot="description" className="option-hint">
          {option.hint}
        </Text>
      )}
    </ListBoxItem>
  );
}
