import { ChevronDown, Plus, Trash2 } from 'lucide-react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { controlKinds, resolutionForm as t } from '@/i18n/ru/assignments';
import { Button, IconButton } from '@/ui/Button';
import { Phrases } from '@/ui/ActDialog';
import { Checkbox } from '@/ui/Choice';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { TextArea } from '@/ui/Field';
import { PeoplePicker } from '@/ui/PeoplePicker';
import { findPeople } from '../card/lookups';
import { blank, byHand, missingIn, type Writing } from './item';
import { CoDates } from './CoDates';
import { TermField } from './TermField';

export type FieldTexts = Readonly<Record<string, string>>;

interface ItemsEditorProps {
  items: readonly Writing[];
  onChange: (items: readonly Writing[]) => void;
  /** What is missing is told after the first attempt. */
  tried: boolean;
  /** Texts of the fields that the server refused: items[0].due_on. */
  refused: FieldTexts;
  /** Latest day of a part: the term of its parent. */
  max?: string | undefined;
}

/** Assignments of one resolution, each with its people, term and control. */
export function ItemsEditor({ items, onChange, tried, refused, max }: ItemsEditorProps) {
  const several = items.length > 1;
  return (
    <div className="stack">
      {items.map((item, index) => (
        <section key={item.key} className="order-item stack" aria-label={t.item(index + 1)}>
          {several && (
            <div className="row">
              <h3 className="grow">{t.item(index + 1)}</h3>
              <IconButton small icon={Trash2} label={t.remove(index + 1)} onPress={() => onChange(items.filter((one) => one.key !== item.key))} />
            </div>
          )}
          <ItemFields
            item={item}
            onChange={(change) => onChange(items.map((one) => (one.key === item.key ? { ...one, ...change } : one)))}
            tried={tried}
            error={(field) => refused[`items[${index}].${field}`] ?? (several ? undefined : refused[field])}
            max={max}
            autoFocus={index === items.length - 1}
          />
        </section>
      ))}
      <div>
        <Button small icon={Plus} onPress={() => onChange([...items, blank()])}>
          {t.add}
        </Button>
      </div>
    </div>
  );
}

interface ItemFieldsProps {
  item: Writing;
  onChange: (change: Partial<Writing>) => void;
  tried: boolean;
  error: (field: string) => string | undefined;
  max: string | undefined;
  autoFocus: boolean;
}

function ItemFields({ item, onChange, tried, error, max, autoFocus }: ItemFieldsProps) {
  const missing = tried ? missingIn(item) : {};
  return (
    <>
      <TextArea
        label={t.text}
        value={item.text}
        onChange={(text) => onChange({ text })}
        error={missing.text ? t.needText : error('text')}
        maxLength={4000}
        rows={2}
        required
        autoFocus={autoFocus}
      />
      {item.text === '' && <Phrases label={t.textsLabel} phrases={t.texts} onChoose={(text) => onChange({ text })} />}
      <PeoplePicker
        label={t.people}
        hint={t.peopleHint}
        firstTitle={t.responsible}
        load={findPeople}
        value={item.people}
        onChange={(people) => onChange({ people })}
        error={missing.people ? t.needPeople : (error('responsible_id') ?? error('co_executors'))}
        required
      />
      <TermField term={item.term} due={item.due} onChange={onChange} max={max} error={missing.due ? t.needDay : error('due_on')} />
      {item.people.length > 1 && (
        <CoDates
          people={item.people.slice(1)}
          dates={item.ownDue}
          onChange={(ownDue) => onChange({ ownDue })}
          max={item.term === byHand && item.due !== '' ? item.due : max}
          error={(at) => error(`co_executors[${at}].due_on`)}
        />
      )}
      <More item={item} onChange={onChange} />
    </>
  );
}

/** What most assignments leave as it is. */
function More({ item, onChange }: Pick<ItemFieldsProps, 'item' | 'onChange'>) {
  return (
    <Disclosure className="order-more">
      <Heading level={3} className="order-more-head">
        <AriaButton slot="trigger" className="text-button small">
          <ChevronDown size="1em" aria-hidden /> {t.more}
        </AriaButton>
      </Heading>
      <DisclosurePanel>
        <div className="stack order-more-body">
          <ChoiceChips
            label={t.control}
            options={(['none', 'ordinary', 'special'] as const).map((id) => ({ id, title: controlKinds[id] }))}
            value={item.control}
            onChange={(control) => onChange({ control })}
          />
          {item.control !== 'none' && (
            <PeoplePicker
              label={t.controller}
              hint={t.controllerHint}
              load={findPeople}
              most={1}
              value={item.controller}
              onChange={(controller) => onChange({ controller })}
            />
          )}
          {item.control !== 'none' && item.controller.length > 0 && (
            <Checkbox checked={item.controllerAccepts} onChange={(controllerAccepts) => onChange({ controllerAccepts })}>
              {t.controllerAccepts}
            </Checkbox>
          )}
          <PeoplePicker label={t.informed} load={findPeople} value={item.informed} onChange={(informed) => onChange({ informed })} />
          <Checkbox checked={item.urgent} onChange={(urgent) => onChange({ urgent })}>
            {t.urgent}
          </Checkbox>
        </div>
      </DisclosurePanel>
    </Disclosure>
  );
}
