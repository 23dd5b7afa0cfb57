import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/client';
import { kindWords as t } from '@/i18n/ru/requestKinds';
import { Button } from '@/ui/Button';
import { Checkbox } from '@/ui/Choice';
import { DateField } from '@/ui/DateField';
import { Field, TextArea } from '@/ui/Field';
import { Radio } from '@/ui/Radio';
import { Select } from '@/ui/Select';
import { FormDrawer, type Texts } from '../admin/FormDrawer';
import { KindFields } from './KindFields';
import { bodiesQuery, type Kind } from './queries';
import { SchemaDialog } from './SchemaDialog';
import './interagency.css';

export type Draft = Omit<Kind, 'to_body' | 'served_at' | 'channel' | 'in_force' | 'used' | 'to_day'> & { to_day: string; channel: 'smev' | 'letter' };

const empty: Draft = {
  id: 0, code: '', name: '', term: 'electronic', fields: [], answer: [], to_body_id: null, to_name: '', to_address: '', to_email: '', namespace: '', root: '', answer_root: '',
  personal: false, letter: '', served_by: null, active: true, from_day: '', to_day: '', basis: '', version: 0, channel: 'smev',
};

function draftOf(kind: Kind | null): Draft {
  if (kind === null) return empty;
  const { to_body: _, served_at: __, in_force: ___, used: ____, ...row } = kind;
  return { ...row, to_day: row.to_day ?? '' };
}

/** A row of the dictionary: its form, its addressee and its days. A changed form begins on its day as a new edition. */
export function KindForm({ kind, onClose }: { kind: Kind | null; onClose: () => void }) {
  const client = useQueryClient();
  const [form, setForm] = useState(draftOf(kind));
  const [replaces, setReplaces] = useState(false);
  const [schema, setSchema] = useState(false);
  const set = (part: Partial<Draft>) => setForm({ ...form, ...part });
  const save = async () => {
    const { channel, to_day, ...row } = form;
    const smev = channel === 'smev';
    const sent = {
      ...row, namespace: smev ? row.namespace.trim() : '', root: smev ? row.root.trim() : '', answer_root: smev ? row.answer_root.trim() : '', letter: smev ? '' : row.letter,
      ...(to_day !== '' && { to_day }), ...(replaces && { id: 0, replaces: row.id }),
    };
    await api.PUT('/api/request-kinds', { body: sent });
    await client.invalidateQueries({ queryKey: ['interagency'] });
  };
  const again = () => {
    setReplaces(true);
    set({ from_day: '', to_day: '' });
  };
  const title = replaces ? t.editionTitle : (kind?.name ?? t.newTitle);
  return (
    <FormDrawer title={title} done={t.saved} save={save} onClose={onClose} incomplete={form.name.trim() === '' || form.from_day === ''} wide>
      {(texts) => (
        <div className="stack">
          {replaces && <p className="muted">{t.editionLead}</p>}
          {kind !== null && !replaces && (
            <div className="row row-wrap">
              <Button small onPress={again}>
                {t.edition}
              </Button>
              {kind.channel === 'smev' && (
                <Button small kind="quiet" onPress={() => setSchema(true)}>
                  {t.schema}
                </Button>
              )}
            </div>
          )}
          <Named form={form} set={set} texts={texts} coded={kind !== null} />
          <Whom form={form} set={set} texts={texts} />
          <KindFields title={t.fields} fields={form.fields} onChange={(fields) => set({ fields })} error={texts.fields === undefined ? undefined : t.fieldsWrong} />
          <KindFields title={t.answer} fields={form.answer} onChange={(answer) => set({ answer })} error={texts.answer === undefined ? undefined : t.fieldsWrong} />
          {schema && kind !== null && <SchemaDialog id={kind.id} code={kind.code} onClose={() => setSchema(false)} />}
        </div>
      )}
    </FormDrawer>
  );
}

interface PartProps {
  form: Draft;
  set: (part: Partial<Draft>) => void;
  texts: Texts;
}

function Named({ form, set, texts, coded }: PartProps & { coded: boolean }) {
  return (
    <>
      <Field label={t.name} value={form.name} onChange={(name) => set({ name })} error={texts.name} maxLength={300} required />
      <div className="interagency-pair">
        <Field label={t.code} hint={t.codeHint} value={form.code} onChange={(code) => set({ code })} error={texts.code} maxLength={100} required disabled={coded} />
        <Select label={t.term} options={(Object.keys(t.terms) as (keyof typeof t.terms)[]).map((id) => ({ id, title: t.terms[id] }))} value={form.term} onChange={(term) => set({ term })} required />
      </div>
      <Field label={t.basis} value={form.basis} onChange={(basis) => set({ basis })} maxLength={500} />
      <div className="interagency-pair">
        <DateField label={t.from} value={form.from_day} onChange={(from_day) => set({ from_day })} error={texts.from_day} required />
        <DateField label={t.to} hint={t.toHint} value={form.to_day} onChange={(to_day) => set({ to_day })} error={texts.to_day} />
      </div>
      <Checkbox checked={form.active} onChange={(active) => set({ active })}>
        {t.active}
      </Checkbox>
    </>
  );
}

/** «No body» is a choice too: the list of the kit has no empty one. */
const none = 0;

function Whom({ form, set, texts }: PartProps) {
  const { data } = useQuery(bodiesQuery);
  const bodies = [{ id: none, title: '–' }, ...(data?.items ?? []).map(({ id, short_name, name }) => ({ id, title: short_name, hint: name }))];
  const names = form.fields.map((one) => `{{${one.name}}}`).join(', ');
  return (
    <section className="stack" aria-labelledby="kind-whom">
      <h3 id="kind-whom">{t.whom}</h3>
      <div className="interagency-pair">
        <Field label={t.toName} value={form.to_name} onChange={(to_name) => set({ to_name })} error={texts.to_name} maxLength={500} />
        <Select label={t.own} hint={t.ownHint} options={bodies} value={form.to_body_id ?? none} onChange={(id) => set({ to_body_id: id === none ? null : id })} error={texts.to_body_id} />
      </div>
      <Radio label={t.channel} inline options={(['smev', 'letter'] as const).map((id) => ({ id, title: t.channels[id] }))} value={form.channel} onChange={(channel) => set({ channel })} />
      {form.channel === 'smev' ? (
        <>
          <Field label={t.namespace} hint={t.namespaceHint} value={form.namespace} onChange={(namespace) => set({ namespace })} error={texts.namespace} maxLength={500} required />
          <div className="interagency-pair">
            <Field label={t.root} value={form.root} onChange={(root) => set({ root })} error={texts.root} maxLength={100} required />
            <Field label={t.answerRoot} hint={t.answerRootHint} value={form.answer_root} onChange={(answer_root) => set({ answer_root })} error={texts.answer_root} maxLength={100} />
          </div>
          <Checkbox checked={form.personal} onChange={(personal) => set({ personal })}>
            {t.personal}
          </Checkbox>
          <Select label={t.servedBy} hint={t.servedByHint} options={bodies} value={form.served_by ?? none} onChange={(id) => set({ served_by: id === none ? null : id })} error={texts.served_by} />
        </>
      ) : (
        <>
          <div className="interagency-pair">
            <Field label={t.address} value={form.to_address} onChange={(to_address) => set({ to_address })} maxLength={500} />
            <Field label={t.email} value={form.to_email} onChange={(to_email) => set({ to_email })} maxLength={200} />
          </div>
          <TextArea label={t.letter} hint={t.letterHint(names)} value={form.letter} onChange={(letter) => set({ letter })} error={texts.letter} maxLength={10_000} rows={6} required />
        </>
      )}
    </section>
  );
}
