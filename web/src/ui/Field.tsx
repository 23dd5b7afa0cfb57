import { CircleAlert, Search, X } from 'lucide-react';
import { useRef, type HTMLInputTypeAttribute, type ReactNode } from 'react';
import {
  Button as AriaButton,
  FieldError,
  Input,
  Label,
  SearchField as AriaSearchField,
  Text,
  TextArea as AriaTextArea,
  TextField,
} from 'react-aria-components';
import { kit } from '@/i18n/ru/kit';
import { keyWords } from '@/lib/keys';
import { useKey } from '@/lib/useKeys';
import { classes } from './classes';

/** What every field of a form has. */
export interface FieldBase {
  label: string;
  /** Always visible help below the field. */
  hint?: string;
  /** Error text of this field; the server's codes become texts through fieldText(). */
  error?: string | undefined;
  /** Right end of the label's line: the confidence of recognition, a link. */
  aside?: ReactNode;
  /** Amber: a person should look at this value. */
  doubtful?: boolean;
  required?: boolean;
  disabled?: boolean;
  name?: string;
  autoFocus?: boolean;
}

export function FieldLabel({ label, aside }: Pick<FieldBase, 'label' | 'aside'>) {
  return (
    <div className="field-top">
      <Label className="field-label">{label}</Label>
      {aside && <span className="field-aside">{aside}</span>}
    </div>
  );
}

export function FieldFoot({ hint, error }: { hint?: string | undefined; error?: string | undefined }) {
  return (
    <>
      {hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">
        {error && (
          <>
            <CircleAlert size="1em" aria-hidden />
            {error}
          </>
        )}
      </FieldError>
    </>
  );
}

export const fieldClass = (base: Pick<FieldBase, 'doubtful'>, extra?: string) =>
  classes('field', base.doubtful && 'doubtful', extra);

/** Props that all React Aria fields share. */
export function ariaField(base: FieldBase) {
  return {
    isInvalid: Boolean(base.error),
    isRequired: base.required ?? false,
    isDisabled: base.disabled ?? false,
    // Our own texts, our own moment: the browser's bubbles stay out.
    validationBehavior: 'aria' as const,
    name: base.name,
    autoFocus: base.autoFocus,
  };
}

export interface FieldProps extends FieldBase {
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  type?: HTMLInputTypeAttribute;
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'url';
  autoComplete?: string;
  maxLength?: number;
  readOnly?: boolean;
}

export function Field(props: FieldProps) {
  const { value, onChange, onBlur, type = 'text', inputMode, autoComplete = 'off', maxLength, readOnly = false } = props;
  return (
    <TextField
      {...ariaField(props)}
      className={fieldClass(props)}
      value={value}
      onChange={onChange}
      type={type}
      autoComplete={autoComplete}
      isReadOnly={readOnly}
      onBlur={onBlur}
      inputMode={inputMode}
      maxLength={maxLength}
    >
      <FieldLabel label={props.label} aside={props.aside} />
      <Input className="input" />
      <FieldFoot hint={props.hint} error={props.error} />
    </TextField>
  );
}

export interface TextAreaProps extends FieldBase {
  value: string;
  onChange: (value: string) => void;
  rows?: number;
  maxLength?: number;
  readOnly?: boolean;
}

/** Grows with its text. */
export function TextArea(props: TextAreaProps) {
  return (
    <TextField
      {...ariaField(props)}
      className={fieldClass(props)}
      value={props.value}
      onChange={props.onChange}
      isReadOnly={props.readOnly ?? false}
      maxLength={props.maxLength}
    >
      <FieldLabel label={props.label} aside={props.aside} />
      <AriaTextArea className="input area" rows={props.rows ?? 3} />
      <FieldFoot hint={props.hint} error={props.error} />
    </TextField>
  );
}

interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Given by a list that is asked only on Enter; with nothing typed it stands whole again at once. */
  onFind?: (value: string) => void;
  /** Puts the cursor here: '/'. */
  keys?: string;
}

/** Search over a list; the label stands inside, the name is read aloud. */
export function SearchField({ label, value, onChange, onFind, keys }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useKey(keys, label, () => input.current?.select());
  return (
    <AriaSearchField
      className="search"
      aria-label={label}
      value={value}
      onChange={(next) => {
        onChange(next);
        if (next === '') onFind?.('');
      }}
      onSubmit={onFind}
    >
      <Search size="1.125em" aria-hidden />
      <Input ref={input} className="search-input" placeholder={label} autoComplete="off" />
      {value === '' ? (
        keys && <kbd aria-hidden>{keyWords(keys)}</kbd>
      ) : (
        <AriaButton className="icon-button small-button" aria-label={kit.clear}>
          <X size="1em" aria-hidden />
        </AriaButton>
      )}
    </AriaSearchField>
  );
}
