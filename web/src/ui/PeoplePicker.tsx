import { X } from 'lucide-react';
import { useContext, useMemo, useRef, useState, type ComponentProps } from 'react';
import { Button as AriaButton, ComboBox, ComboBoxStateContext, Group, Input, ListBox, Popover as AriaPopover } from 'react-aria-components';
import { kit } from '@/i18n/ru/kit';
import { Avatar } from './Avatar';
import { OptionsState } from './Combo';
import { ariaField, fieldClass, FieldFoot, FieldLabel, type FieldBase } from './Field';
import { OptionItem, type Option } from './Select';
import { useOptions, type LoadOptions } from './useOptions';

export interface PeoplePickerProps<Id extends string | number> extends FieldBase {
  value: readonly Option<Id>[];
  onChange: (value: readonly Option<Id>[]) => void;
  load: LoadOptions<Id>;
  /** How many may be chosen; one makes it a picker of a single person. */
  most?: number;
  /** The first one answers for the whole (ответственный исполнитель): the word shown on its chip. */
  firstTitle?: string;
}

/** Several people as chips; Backspace in the empty input takes the last one back. */
export function PeoplePicker<Id extends string | number>(props: PeoplePickerProps<Id>) {
  const { value, onChange, load, most = Infinity, firstTitle } = props;
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const found = useOptions(load, typed, open);
  const options = useMemo(() => found.options.filter((option) => !value.some((one) => one.id === option.id)), [found.options, value]);
  const full = value.length >= most;
  // The last choice takes the field away, and its removal brings it back: the focus goes along, it is not lost.
  const follows = useRef(false);
  const follow = (node: HTMLElement | null) => {
    if (node === null || !follows.current) return;
    follows.current = false;
    node.focus();
  };
  const remove = (id: Id) => {
    follows.current = full;
    onChange(value.filter((one) => one.id !== id));
  };
  return (
    <ComboBox
      key={full ? 'full' : 'open'} // with its field the list of people goes too
      {...ariaField(props)}
      className={fieldClass(props)}
      items={options}
      inputValue={typed}
      value={null}
      onInputChange={setTyped}
      onChange={(key) => {
        const option = options.find((one) => one.id === key);
        if (!option) return;
        follows.current = value.length + 1 >= most;
        onChange([...value, option]);
        setTyped('');
      }}
      onOpenChange={setOpen}
      onBlur={() => setTyped('')}
      menuTrigger={value.length === 0 ? 'focus' : 'input'} // who is chosen makes way for the rest of the form
      allowsEmptyCollection
      allowsCustomValue
    >
      <FieldLabel label={props.label} aside={props.aside} />
      <Group className="input people">
        {value.map((person, index) => (
          <span key={person.id} className="person">
            <Avatar name={person.title} small />
            <span className="clip">{person.title}</span>
            {index === 0 && firstTitle && <span className="person-first">{firstTitle}</span>}
            <AriaButton
              slot={null}
              ref={full && index === value.length - 1 ? follow : null}
              className="person-remove"
              aria-label={kit.removeOne(person.title)}
              onPress={() => remove(person.id)}
              onKeyDown={(event) => (event.key === 'Backspace' || event.key === 'Delete' ? remove(person.id) : event.continuePropagation())}
            >
              <X size="1em" aria-hidden />
            </AriaButton>
          </span>
        ))}
        {!full && (
          <Typed
            ref={follow}
            empty={typed === ''}
            className="people-input"
            autoComplete="off"
            placeholder={value.length === 0 ? kit.typeToSearch : ''}
            onKeyDown={(event) => {
              const last = value.at(-1);
              if (event.key === 'Backspace' && typed === '' && last) remove(last.id);
            }}
          />
        )}
      </Group>
      <FieldFoot hint={props.hint} error={props.error} />
      <AriaPopover className="popover options" offset={4}>
        <ListBox items={options} renderEmptyState={() => <OptionsState loading={found.loading} failed={found.failed} />}>
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </AriaPopover>
    </ComboBox>
  );
}

/** The list stays open for the next person: the one under the pointer must not be taken by Tab when nobody is looked for. */
function Typed({ empty, ...props }: ComponentProps<typeof Input> & { empty: boolean }) {
  const state = useContext(ComboBoxStateContext);
  return <Input {...props} onKeyDownCapture={(event) => event.key === 'Tab' && empty && state?.selectionManager.setFocusedKey(null)} />;
}
