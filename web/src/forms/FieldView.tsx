/** @jsxImportSource preact */
import { w } from '@/i18n/ru/wizard';
import { insists } from './check';
import { asked } from './condition';
import { MarksField, RadioField, SelectField, TickField, YesNoField } from './ChoiceFields';
import { DictionaryField, DictionaryListField } from './DictionaryField';
import { FileField } from './FileField';
import { at as answerAt, inner, isGroup, itemOf, options, type Answers } from './form';
import { idOf, useHand, type FieldProps } from './hand';
import { Legend, useFocusNext, useMarks } from './Labelled';
import { DateField, TextField } from './TextFields';

/** From so many choices on they are not shown all at once. */
const mostRadios = 8;
const mostSelect = 20;

/** A field as its kind and its widget say, where its conditions hold. */
export function FieldView(props: FieldProps) {
  const { form, today } = useHand();
  const { schema, when } = props.field;
  if (!asked(when, props.scope, today)) return null;
  switch (schema.type) {
    case 'object':
      return <GroupField {...props} />;
    case 'array':
      if (schema['x-widget'] === 'file') return <FileField {...props} />;
      if (schema.items && options(form, schema.items))
        return schema.items['x-dictionary'] ? <DictionaryListField {...props} /> : <MarksField {...props} />;
      return <ListField {...props} />;
    case 'boolean':
      return schema['x-widget'] === 'yes-no' || (props.field.required && !schema.const) ? <YesNoField {...props} /> : <TickField {...props} />;
    default:
      return <PlainField {...props} />;
  }
}

function PlainField(props: FieldProps) {
  const { form } = useHand();
  const { schema } = props.field;
  const choices = options(form, schema)?.length;
  if (choices !== undefined) {
    if (schema['x-widget'] === 'dictionary' || choices > mostSelect) return <DictionaryField {...props} />;
    return schema['x-widget'] === 'select' || (choices > mostRadios && schema['x-widget'] !== 'radio') ? <SelectField {...props} /> : <RadioField {...props} />;
  }
  return schema.format === 'date' ? <DateField {...props} /> : <TextField {...props} />;
}

/** Fields that belong together: a person, an address. */
function GroupField({ field, at, scope, quietLabel }: FieldProps) {
  const marks = useMarks(field, at);
  return (
    <Legend field={{ ...field, required: true }} marks={marks} quiet={quietLabel}>
      <div class={`w-group w-${field.schema['x-widget'] ?? 'plain'}`}>
        {inner(field).map((one) => (
          <FieldView key={one.name} field={one} at={`${at}.${one.name}`} scope={scope} />
        ))}
      </div>
    </Legend>
  );
}

/** Records of one kind: children, vehicles. Each is a scope of its own. */
function ListField({ field, at, quietLabel }: FieldProps) {
  const hand = useHand();
  const marks = useMarks(field, at);
  const answer = answerAt(hand.answers, at);
  const items = Array.isArray(answer) ? answer : [];
  const item = itemOf(field);
  const least = insists(field) ? (field.schema.minItems ?? 0) : 0;
  const shown = items.length || (least > 0 ? 1 : 0);
  const focusNext = useFocusNext();
  const adding = shown ? `${marks.id}-add` : marks.id;
  const add = () => {
    focusNext(`[id="${idOf(`${at}.${shown}`)}"] ~ * :is(input, select, textarea)`);
    hand.set(at, [...items, ...(items.length < shown ? [{}] : []), {}]);
  };
  const remove = (index: number) => {
    focusNext(`[id="${marks.id}-add"], button[id="${marks.id}"]`);
    hand.set(at, items.length > 1 ? items.toSpliced(index, 1) : undefined);
  };
  return (
    <Legend field={field} marks={marks} quiet={quietLabel}>
      {Array.from({ length: shown }, (_, index) => {
        const here = `${at}.${index}`;
        const own = items[index];
        const scope: Answers = isGroup(own) ? own : {};
        const title = w.item(item.title, index + 1);
        return (
          // Records have no names of their own: their place is what tells them apart.
          // oxlint-disable-next-line react/no-array-index-key
          <fieldset key={index} class="w-item">
            <legend id={idOf(here)} tabIndex={-1}>
              {title}
            </legend>
            {item.schema.type === 'object' ? (
              inner(item).map((one) => <FieldView key={one.name} field={one} at={`${here}.${one.name}`} scope={scope} />)
            ) : (
              <FieldView field={item} at={here} scope={{}} quietLabel />
            )}
            {items.length > least && (
              <button type="button" class="w-link" onClick={() => remove(index)}>
                {w.remove}
                <span class="visually-hidden">{w.removeOf(title)}</span>
              </button>
            )}
          </fieldset>
        );
      })}
      {items.length < (field.schema.maxItems ?? 1) && (
        <button type="button" class="w-button w-quiet" id={adding} onClick={add}>
          {w.add(item.title)}
        </button>
      )}
    </Legend>
  );
}
