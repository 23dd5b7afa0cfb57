import { ChevronDown, X } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, ComboBox, Group, Input, ListBox, Popover as AriaPopover } from 'react-aria-components';
import { kit } from '@/i18n/ru/kit';
import { ariaField, fieldClass, FieldFoot, FieldLabel, type FieldBase } from './Field';
import { OptionItem, type Option } from './Select';
import { useOptions, type LoadOptions } from './useOptions';

export interface ComboProps<Id extends string | number> extends FieldBase {
  value: Option<Id> | null;
  onChange: (value: Option<Id> | null) => void;
  /** Options for what is typed. Keep it stable (module function or useCallback); among(list) makes one from a list. */
  load: LoadOptions<Id>;
}

/** Search as you type, one value. */
export function Combo<Id extends string | number>(props: ComboProps<Id>) {
  const { value, onChange, load } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const { options, loading, failed } = useOptions(load, typed ?? '', open);
  const text = typed ?? value?.title ?? '';
  const choose = (option: Option<Id> | null) => {
    onChange(option);
    setTyped(null);
  };
  return (
    <ComboBox
      {...ariaField(props)}
      className={fieldClass(props)}
      items={options}
      inputValue={text}
      value={value?.id ?? null}
      onInputChange={(next) => setTyped(next === value?.title ? null : next)}
      onChange={(key) => {
        const option = options.find((one) => one.id === key);
        if (option) choose(option);
      }}
      onOpenChange={setOpen}
      onBlur={() => {
        // Emptied by keys: the same as the cross, which is not on the way of Tab.
        if (typed === '' && !props.required) choose(null);
        else setTyped(null);
      }}
      menuTrigger={value === null ? 'focus' : 'input'} // a chosen value is not covered by what else there is
      allowsEmptyCollection
      allowsCustomValue
    >
      <FieldLabel label={props.label} aside={props.aside} />
      <Group className="input combo">
        <Input className="combo-input clip" placeholder={kit.typeToSearch} autoComplete="off" />
        {value !== null && !props.required && !props.disabled && (
          <AriaButton slot={null} className="icon-button small-button" aria-label={kit.clear} excludeFromTabOrder onPress={() => choose(null)}>
            <X size="1em" aria-hidden />
          </AriaButton>
        )}
        <AriaButton className="combo-open">
          <ChevronDown size="1.125em" aria-hidden />
        </AriaButton>
      </Group>
      <FieldFoot hint={props.hint} error={props.error} />
      <AriaPopover className="popover options" offset={4}>
        <ListBox items={options} renderEmptyState={() => <OptionsState loading={loading} failed={failed} />}>
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </AriaPopover>
    </ComboBox>
  );
}

export function OptionsState({ loading, failed }: { loading: boolean; failed: boolean }) {
  return <div className="option-state">{loading ? kit.searching : failed ? kit.errorTitle : kit.nothingFound}</div>;
}
