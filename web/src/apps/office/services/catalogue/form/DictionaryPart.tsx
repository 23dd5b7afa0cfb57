import { useState } from 'react';
import type { Entry, FormFile } from '@/forms/form';
import { formBuilder as t } from '@/i18n/ru/formBuilder';
import { TextArea } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { freeName } from './model';

const lines = (entries: readonly Entry[]) => entries.map(({ code, title, note }) => [code, title, note].filter(Boolean).join(' | ')).join('\n');

const entries = (text: string): Entry[] =>
  text.split('\n').flatMap((line) => {
    const [code = '', title = '', ...note] = line.split('|').map((part) => part.trim());
    return code || title ? [{ code, title, ...(note.length ? { note: note.join(' | ') } : {}) }] : [];
  });

interface Props {
  form: FormFile;
  name: string;
  onChange: (form: FormFile, name: string) => void;
  error: string | undefined;
  disabled: boolean;
}

/** Long lists of answers stand in the form itself, each for any number of questions. */
export function DictionaryPart({ form, name, onChange, error, disabled }: Props) {
  const all = form.dictionaries ?? {};
  const kept = all[name];
  // What is typed stays as it is typed: an unfinished line is no line yet.
  const [typed, type] = useState<{ name: string; text: string }>();
  const text = typed?.name === name ? typed.text : lines(kept ?? []);
  const fresh = '+';
  const choose = (id: string) => {
    if (id !== fresh) onChange(form, id);
    else {
      const added = freeName(Object.keys(all), 'list');
      onChange({ ...form, dictionaries: { ...all, [added]: [{ code: '1', title: t.newChoice }] } }, added);
    }
  };
  return (
    <div className="builder-part">
      <Select label={t.fields.dictionary} options={[...Object.keys(all).map((id) => ({ id, title: id })), { id: fresh, title: t.fields.newDictionary }]} value={kept ? name : null} onChange={choose} error={error} disabled={disabled} />
      {kept && (
        <TextArea label={t.fields.entries} hint={t.entriesHint} rows={8} value={text} disabled={disabled} onChange={(next) => {
          type({ name, text: next });
          onChange({ ...form, dictionaries: { ...all, [name]: entries(next) } }, name);
        }} />
      )}
    </div>
  );
}
