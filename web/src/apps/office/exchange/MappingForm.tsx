import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/client';
import { exchangeWords, kindWords, statusWords } from '@/i18n/ru/exchange';
import { exchangeForms as t } from '@/i18n/ru/exchangeForms';
import { Field, TextArea } from '@/ui/Field';
import { FormDrawer } from '../admin/FormDrawer';
import type { Setup } from './queries';

const sense = (word: string) => statusWords[word] ?? kindWords[word] ?? exchangeWords.channel[word] ?? t.word[word] ?? word;

/** Words of a dictionary; statuses stand in the order of their way. */
const wordsOf = (group: string, published: Readonly<Record<string, string>>) =>
  group === 'status' ? Object.keys(statusWords) : Object.keys(published).filter((key) => key.startsWith(`${group}.`));

/** Lines «ours = theirs» as pairs; nothing when one of them is none. */
function pairsOf(text: string): Record<string, string> | undefined {
  const pairs: Record<string, string> = {};
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const [ours = '', theirs = '', ...more] = line.split('=').map((one) => one.trim());
    if (ours === '' || theirs === '' || more.length > 0) return undefined;
    pairs[ours] = theirs;
  }
  return pairs;
}

/** How this platform writes the words of the dictionaries and the names of fields. */
export function MappingForm({ setup, onClose }: { setup: Setup; onClose: () => void }) {
  const client = useQueryClient();
  const { settings, published } = setup;
  const [mapping, setMapping] = useState(setup.mapping);
  const [names, setNames] = useState(Object.entries(mapping.fields).map(([ours, theirs]) => `${ours} = ${theirs}`).join('\n'));
  const fields = pairsOf(names);
  const word = (key: string, theirs: string) => setMapping({ ...mapping, words: { ...mapping.words, [key]: theirs } });
  const save = async () => {
    const { poll_minutes, low_rating, reopening, version } = settings;
    await api.PUT('/api/pos/settings', { body: { poll_minutes, low_rating, reopening, version, mapping: { ...mapping, fields: fields ?? {} } } });
    await client.invalidateQueries({ queryKey: ['pos'] });
  };
  return (
    <FormDrawer title={t.mapping} done={t.saved} save={save} onClose={onClose} incomplete={fields === undefined} wide>
      {() => (
        <div className="stack">
          <p className="muted small">{t.mappingLead}</p>
          {Object.entries(t.groups).map(([group, title]) => (
            <section key={group} className="stack" aria-label={title}>
              <h3>{title}</h3>
              <div className="exchange-words">
                {wordsOf(group, published).map((key) => (
                  <Field key={key} label={sense(key)} value={mapping.words[key] ?? published[key] ?? ''} onChange={(theirs) => word(key, theirs)} maxLength={100} />
                ))}
              </div>
            </section>
          ))}
          <TextArea label={t.fields} hint={t.fieldsHint} value={names} onChange={setNames} error={fields === undefined ? t.fieldsWrong : undefined} rows={3} />
          <Field label={t.namespace} value={mapping.namespace} onChange={(namespace) => setMapping({ ...mapping, namespace })} maxLength={300} required />
          <div className="exchange-pair">
            <Field label={t.requestRoot} value={mapping.request_root} onChange={(request_root) => setMapping({ ...mapping, request_root })} maxLength={100} required />
            <Field label={t.responseRoot} value={mapping.response_root} onChange={(response_root) => setMapping({ ...mapping, response_root })} maxLength={100} required />
          </div>
        </div>
      )}
    </FormDrawer>
  );
}
