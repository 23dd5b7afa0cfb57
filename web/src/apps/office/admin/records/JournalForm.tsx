import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, take } from '@/api/client';
import { journals as t } from '@/i18n/ru/adminRecords';
import { flowWords } from '@/i18n/ru/documents';
import { useDraft } from '@/lib/useDraft';
import { Button } from '@/ui/Button';
import { Checkbox } from '@/ui/Choice';
import { Field } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { FormDrawer, type Texts } from '../FormDrawer';
import type { Journal } from '../queries';
import { CloseYear } from './CloseYear';
import { sampleOf } from './sample';

const options = <Id extends string>(words: Readonly<Record<Id, string>>) => (Object.keys(words) as Id[]).map((id) => ({ id, title: words[id] }));
const tokens = Object.entries(t.tokens);
const sampleSeq = 1234;

interface JournalFormProps {
  /** undefined: a new one. */
  journal: Journal | undefined;
  bodyIndex: string;
  position: number;
  onClose: () => void;
}

const blank = {
  name: '',
  flow: 'incoming' as Journal['flow'],
  template: '{index}-{seq}',
  index_code: '',
  suffix: '',
  period: 'year' as Journal['period'],
  dimension: '' as Journal['dimension'],
  access_mark: '' as Journal['access_mark'],
  back_dates: false,
  active: true,
};

export function JournalForm({ journal, bodyIndex, position, onClose }: JournalFormProps) {
  const client = useQueryClient();
  const form = useDraft(`admin:journal:${journal?.id ?? 'new'}`, initialOf(journal));
  const { value, change } = form;
  const [closing, setClosing] = useState(false);
  const save = async () => {
    const { id = 0, body_id = 0, version = 0, position: place = position } = journal ?? {};
    const body = { ...value, id, body_id, version, position: place };
    await take(journal ? api.PUT('/api/journals/{id}', { params: { path: { id } }, body }) : api.POST('/api/journals', { body }));
    await client.invalidateQueries({ queryKey: ['journals'] });
  };
  const sample = sampleOf(value, bodyIndex, sampleSeq);
  return (
    <>
      <FormDrawer
        title={journal?.name ?? t.newTitle}
        draft={form}
        onClose={onClose}
        save={save}
        incomplete={value.name.trim() === '' || sample.wrong !== undefined}
        wide
      >
        {(texts) => (
          <>
            <Field label={t.name} value={value.name} onChange={(name) => change({ name })} error={texts.name} required autoFocus />
            <TemplateField value={value.template} onChange={(template) => change({ template })} texts={texts} />
            <p className="sample">
              {t.sample}: {sample.wrong ? <span className="tone-danger">{t.sampleWrong[sample.wrong]}</span> : <output>{sample.text}</output>}
            </p>
            <div className="two-fields">
              <Select label={t.flow} options={options(flowWords)} value={value.flow} onChange={(flow) => change({ flow })} error={texts.flow} />
              <Select label={t.mark} options={options(t.marks)} value={value.access_mark} onChange={(mark) => change({ access_mark: mark })} error={texts.access_mark} />
              <Field label={t.index} hint={t.indexHint} value={value.index_code} onChange={(index) => change({ index_code: index })} error={texts.index_code} />
              <Field label={t.suffix} hint={t.suffixHint} value={value.suffix} onChange={(suffix) => change({ suffix })} error={texts.suffix} />
              <Select label={t.period} options={options(t.periods)} value={value.period} onChange={(period) => change({ period })} error={texts.period} />
              <Select label={t.dimension} options={options(t.dimensions)} value={value.dimension} onChange={(next) => change({ dimension: next })} error={texts.dimension} />
            </div>
            <Checkbox checked={value.back_dates} onChange={(back) => change({ back_dates: back })}>
              {t.backDates}
            </Checkbox>
            <Checkbox checked={value.active} onChange={(active) => change({ active })}>
              {t.active}
            </Checkbox>
            {journal?.period === 'year' && (
              <section className="drawer-part">
                <div>
                  <Button onPress={() => setClosing(true)}>{t.closeYear}</Button>
                </div>
              </section>
            )}
          </>
        )}
      </FormDrawer>
      {journal && <CloseYear journal={journal} open={closing} onClose={() => setClosing(false)} />}
    </>
  );
}

function initialOf(journal: Journal | undefined): typeof blank {
  if (!journal) return blank;
  const { name, flow, template, index_code, suffix, period, dimension, access_mark, back_dates = false, active } = journal;
  return { name, flow, template, index_code, suffix, period, dimension, access_mark, back_dates, active };
}

/** The template with its tokens to press: a token goes to the end. */
function TemplateField({ value, onChange, texts }: { value: string; onChange: (value: string) => void; texts: Texts }) {
  return (
    <>
      <Field label={t.template} hint={t.templateHint} value={value} onChange={onChange} error={texts.template} required />
      <div className="tokens">
        {tokens.map(([token, meaning]) => (
          <Button key={token} small hint={t.insert(token, meaning)} onPress={() => onChange(value + token)}>
            {token}
          </Button>
        ))}
      </div>
    </>
  );
}
