import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { Option } from '@/forms/form';
import { formBuilder as t } from '@/i18n/ru/formBuilder';
import { Button, IconButton } from '@/ui/Button';
import { Checkbox } from '@/ui/Choice';
import { Field } from '@/ui/Field';
import { Banner } from '@/ui/Notice';
import { freeName, put } from './model';

interface Props {
  choices: readonly Option[];
  onChange: (choices: Option[]) => void;
  error: string | undefined;
  disabled: boolean;
}

/** Answers of a question on choice: words, and for those who need them codes and notes. */
export function Choices({ choices, onChange, error, disabled }: Props) {
  const [codes, showCodes] = useState(false);
  const change = (at: number, part: Parameters<typeof put<Option>>[1]) => onChange(choices.map((one, n) => (n === at ? put(one, part) : one)));
  const move = (at: number, by: number) => {
    const [one] = choices.slice(at, at + 1);
    if (one) onChange(choices.toSpliced(at, 1).toSpliced(at + by, 0, one));
  };
  const add = () => onChange([...choices, { const: freeName(choices.map((one) => one.const), `answer_${choices.length + 1}`), title: t.newChoice }]);
  return (
    <fieldset className="builder-part" disabled={disabled}>
      <legend>{t.fields.choices}</legend>
      {error && <Banner tone="danger">{error}</Banner>}
      {choices.map((one, n) => (
        <div key={n} className="choice-line">
          <Field label={t.fields.choice(n + 1)} value={one.title} onChange={(title) => change(n, { title })} disabled={disabled} />
          {!disabled && (
            <span className="row">
              <IconButton small icon={ArrowUp} label={t.choiceUp(n + 1)} disabled={n === 0} onPress={() => move(n, -1)} />
              <IconButton small icon={ArrowDown} label={t.choiceDown(n + 1)} disabled={n === choices.length - 1} onPress={() => move(n, 1)} />
              <IconButton small icon={X} label={t.choiceRemove(n + 1)} onPress={() => onChange(choices.filter((_, at) => at !== n))} />
            </span>
          )}
          {codes && (
            <div className="two-fields choice-more">
              <Field label={t.fields.choiceCode} value={one.const} onChange={(code) => change(n, { const: code })} disabled={disabled} />
              <Field label={t.fields.note} value={one.description ?? ''} onChange={(text) => change(n, { description: text || undefined })} disabled={disabled} />
            </div>
          )}
        </div>
      ))}
      <div className="row row-wrap">
        {!disabled && (
          <Button small icon={Plus} onPress={add}>
            {t.addChoice}
          </Button>
        )}
        <Checkbox checked={codes} onChange={showCodes}>
          {t.codes}
        </Checkbox>
      </div>
    </fieldset>
  );
}
