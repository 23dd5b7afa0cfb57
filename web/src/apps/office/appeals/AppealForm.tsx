import { ArrowUp, Plus, Trash2 } from 'lucide-react';
import { api, take } from '@/api/client';
import { appealWords as t } from '@/i18n/ru/appeals';
import { kit } from '@/i18n/ru/kit';
import { useDraft } from '@/lib/useDraft';
import { Button, IconButton } from '@/ui/Button';
import { Checkbox } from '@/ui/Choice';
import { Combo } from '@/ui/Combo';
import { Field, TextArea } from '@/ui/Field';
import { PeoplePicker } from '@/ui/PeoplePicker';
import { Select, type Option } from '@/ui/Select';
import { FormDrawer } from '../admin/FormDrawer';
import type { Named } from '../card/form';
import { findCorrespondents, findPeople } from '../card/lookups';
import type { Card, Desk } from '../card/parts';
import { findThemes, type Appeal } from './queries';

type Kind = Exclude<Appeal['kind'], 'message'>;

const list = <Id extends string>(words: Readonly<Record<string, string>>, ids: readonly Id[]): readonly Option<Id>[] => ids.map((id) => ({ id, title: words[id] ?? id }));
const kinds = list<Kind>(t.kinds, ['application', 'proposal', 'complaint']);
const forms = list<Appeal['form']>(t.forms, ['written', 'electronic', 'oral']);
const origins = list<Appeal['origin']>(t.origins, ['post', 'courier', 'reception', 'website', 'portal', 'exchange']);

const nobody = { name: '', address: '', district: '', email: '', phone: '', status: '', organisation: false };

interface Line {
  no: number;
  text: string;
  theme: Option<string> | null;
  executor: Named | null;
  closed: boolean;
}

interface Value {
  kind: Kind;
  form: Appeal['form'];
  origin: Appeal['origin'];
  collective: boolean;
  migration: boolean;
  toHead: boolean;
  siteVisit: boolean;
  authors: readonly (typeof nobody)[];
  questions: readonly Line[];
  against: readonly Named[];
}

const linesOf = (appeal: Appeal): readonly Line[] =>
  appeal.questions.map((one) => ({
    no: one.no,
    text: one.text,
    theme: one.code === '' ? null : { id: one.code, title: one.code, hint: one.theme },
    executor: one.executor_id === null || one.executor_id === undefined ? null : { id: one.executor_id, title: one.executor },
    closed: one.result !== '',
  }));

const valueOf = (appeal: Appeal): Value => ({
  kind: appeal.kind === 'message' ? 'application' : appeal.kind,
  form: appeal.form,
  origin: appeal.origin,
  collective: appeal.collective,
  migration: appeal.migration,
  toHead: appeal.to_head,
  siteVisit: appeal.site_visit,
  authors: appeal.authors.length === 0 ? [nobody] : appeal.authors.map((one) => ({ ...nobody, ...one })),
  questions: appeal.questions.length === 0 ? [{ no: 1, text: '', theme: null, executor: null, closed: false }] : linesOf(appeal),
  against: appeal.complained_of.map(({ id, name }) => ({ id, title: name })),
});

/** The appeal beside its letter: who writes, what about. */
export function AppealForm({ card, appeal, desk }: { card: Card; appeal: Appeal; desk: Desk }) {
  const draft = useDraft<Value>(`appeal:${card.id}`, valueOf(appeal));
  const { value, change } = draft;
  const counted = card.number !== '';
  const save = () =>
    take(
      api.PUT('/api/appeals/{id}', {
        params: { path: { id: card.id } },
        body: {
          kind: value.kind,
          form: value.form,
          origin: value.origin,
          collective: value.collective,
          migration: value.migration,
          to_head: value.toHead,
          site_visit: value.siteVisit,
          authors: value.authors.filter(({ name }) => name.trim() !== ''),
          questions: value.questions
            .filter(({ text }) => text.trim() !== '')
            .map(({ no, text, theme, executor }) => ({ no, text, ...(theme ? { code: theme.id } : {}), ...(executor ? { executor_id: executor.id } : {}) })),
          complained_of: value.against.map(({ id }) => id),
          version: appeal.version,
        },
      }),
    );
  return (
    <FormDrawer title={t.tab} draft={draft} onClose={desk.close} save={save} done={null} onDone={() => desk.done(t.saved)} wide>
      {(texts) => (
        <div className="stack">
          <div className="appeal-pair">
            <Select label={t.kind} options={kinds} value={value.kind} onChange={(kind) => change({ kind })} autoFocus />
            <Select label={t.form} options={forms} value={value.form} onChange={(form) => change({ form })} disabled={counted} />
            <Select label={t.origin} options={origins} value={value.origin} onChange={(origin) => change({ origin })} disabled={counted} />
          </div>
          <Marks value={value} change={change} counted={counted} />
          <Authors value={value} change={change} error={texts.authors} />
          <Questions value={value} change={change} error={texts.questions ?? texts.code} />
          {value.kind === 'complaint' && (
            <PeoplePicker<number> label={t.against} hint={t.againstHint} value={value.against} onChange={(against) => change({ against })} load={findCorrespondents} />
          )}
        </div>
      )}
    </FormDrawer>
  );
}

interface PartProps {
  value: Value;
  change: (part: Partial<Value>) => void;
  error?: string | undefined;
}

function Marks({ value, change, counted }: PartProps & { counted: boolean }) {
  return (
    <div className="stack">
      <Checkbox checked={value.collective} onChange={(collective) => change({ collective })}>
        {t.collective}
      </Checkbox>
      <Checkbox checked={value.migration} onChange={(migration) => change({ migration })} disabled={counted}>
        {t.migration}
      </Checkbox>
      {value.migration && (
        <Checkbox checked={value.toHead} onChange={(toHead) => change({ toHead })} disabled={counted}>
          {t.toHead}
        </Checkbox>
      )}
      <Checkbox checked={value.siteVisit} onChange={(siteVisit) => change({ siteVisit })}>
        {t.siteVisit}
      </Checkbox>
    </div>
  );
}

function Authors({ value, change, error }: PartProps) {
  const put = (index: number, part: Partial<typeof nobody>) => change({ authors: value.authors.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  return (
    <section className="stack" aria-label={t.authors}>
      {value.authors.map((author, index) => (
        <fieldset key={index} className="form-part">
          <legend>{t.author(index + 1)}</legend>
          <Field label={t.name} value={author.name} onChange={(name) => put(index, { name })} error={index === 0 ? error : undefined} maxLength={300} />
          <Field label={t.address} value={author.address} onChange={(address) => put(index, { address })} maxLength={500} />
          <div className="appeal-pair">
            <Field label={t.district} value={author.district} onChange={(district) => put(index, { district })} maxLength={200} />
            <Field label={t.status} value={author.status} onChange={(status) => put(index, { status })} maxLength={100} />
            <Field label={t.phone} value={author.phone} onChange={(phone) => put(index, { phone })} maxLength={50} />
            <Field label={t.email} value={author.email} onChange={(email) => put(index, { email })} maxLength={200} />
          </div>
          <Checkbox checked={author.organisation} onChange={(organisation) => put(index, { organisation })}>
            {t.organisation}
          </Checkbox>
          {index === 0 && value.authors.length > 1 && <p className="muted small">{t.answeredFirst}</p>}
          {index > 0 && (
            <div className="row row-wrap">
              <Button small icon={ArrowUp} onPress={() => change({ authors: [author, ...value.authors.filter((_, at) => at !== index)] })}>
                {t.toFirst}
              </Button>
              <IconButton icon={Trash2} label={kit.removeOne(t.author(index + 1))} onPress={() => change({ authors: value.authors.filter((_, at) => at !== index) })} />
            </div>
          )}
        </fieldset>
      ))}
      <Button icon={Plus} onPress={() => change({ authors: [...value.authors, nobody], collective: true })}>
        {t.addAuthor}
      </Button>
    </section>
  );
}

function Questions({ value, change, error }: PartProps) {
  const put = (no: number, part: Partial<Line>) => change({ questions: value.questions.map((one) => (one.no === no ? { ...one, ...part } : one)) });
  const add = () => change({ questions: [...value.questions, { no: Math.max(0, ...value.questions.map(({ no }) => no)) + 1, text: '', theme: null, executor: null, closed: false }] });
  return (
    <section className="stack" aria-label={t.questions}>
      {value.questions.map((line, index) => (
        <fieldset key={line.no} className="form-part" disabled={line.closed}>
          <legend>{t.question(line.no)}</legend>
          <TextArea label={t.text} value={line.text} onChange={(text) => put(line.no, { text })} error={index === 0 ? error : undefined} rows={2} maxLength={4000} disabled={line.closed} />
          <div className="appeal-pair">
            <Combo<string> label={t.theme} hint={line.theme?.hint ?? t.themeHint} value={line.theme} onChange={(theme) => put(line.no, { theme })} load={findThemes} disabled={line.closed} />
            <Combo<number> label={t.executor} value={line.executor} onChange={(executor) => put(line.no, { executor })} load={findPeople} disabled={line.closed} />
          </div>
        </fieldset>
      ))}
      <Button icon={Plus} onPress={add}>
        {t.addQuestion}
      </Button>
    </section>
  );
}
