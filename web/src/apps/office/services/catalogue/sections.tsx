import { useQuery } from '@tanstack/react-query';
import { catalogue as t } from '@/i18n/ru/catalogue';
import { Checkbox } from '@/ui/Choice';
import { Field, TextArea } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { ForVariants, optionsOf, TextLines, Ticks, type SectionProps } from './fields';
import { Lines } from './Lines';
import { wordsQuery, type Passport } from './queries';

const f = t.fields;

export function General({ passport: p, change, disabled }: SectionProps) {
  const { data: words } = useQuery(wordsQuery);
  const named = (list: readonly { code: string; name: string }[] | undefined) => (list ?? []).map(({ code, name }) => ({ id: code, title: name }));
  return (
    <>
      <fieldset className="line-fields" disabled={disabled}>
        <legend className="visually-hidden">{t.sections.general}</legend>
        <Field label={f.short_name} value={p.short_name} onChange={(short_name) => change({ short_name })} required />
        <TextArea label={f.name} value={p.name} onChange={(name) => change({ name })} rows={2} required />
        <TextArea label={f.summary} value={p.summary} onChange={(summary) => change({ summary })} rows={2} required />
        <Select label={f.level} options={optionsOf(t.levels)} value={p.level} onChange={(level) => change({ level })} required />
        <Select label={f.category} options={named(words?.categories)} value={p.category} onChange={(category) => change({ category })} required />
        <Field label={f.responsible} value={p.responsible} onChange={(responsible) => change({ responsible })} required />
        <Field label={f.routeBy} hint={f.routeByHint} value={p.route_by ?? ''} onChange={(route_by) => change({ route_by })} maxLength={100} />
        <TextLines label={f.participants} value={p.participants} onChange={(participants) => change({ participants })} disabled={disabled} />
        <Ticks label={f.situations} options={named(words?.situations)} value={p.situations} onChange={(situations) => change({ situations })} disabled={disabled} />
        <TextLines label={f.keywords} value={p.keywords} onChange={(keywords) => change({ keywords })} disabled={disabled} />
        <Ticks label={f.channels} options={optionsOf(t.channels)} value={p.channels} onChange={(channels) => change({ channels })} disabled={disabled} />
        <Checkbox checked={p.popular ?? false} onChange={(popular) => change({ popular })} disabled={disabled}>
          {f.popular}
        </Checkbox>
        <Field label={f.kopecks} value={String(p.fee.kopecks)} onChange={(text) => change({ fee: { ...p.fee, kopecks: Number(text.replace(/\D/g, '')) } })} inputMode="numeric" />
        <Field label={f.fee} value={p.fee.text ?? ''} onChange={(text) => change({ fee: { ...p.fee, text } })} />
        <Field label={f.feeAct} value={p.fee.act ?? ''} onChange={(act) => change({ fee: { ...p.fee, act } })} />
        <Field label={f.complaint} value={p.complaint.to} onChange={(to) => change({ complaint: { ...p.complaint, to } })} required />
        <TextArea label={f.complaintText} value={p.complaint.text ?? ''} onChange={(text) => change({ complaint: { ...p.complaint, text } })} rows={2} />
      </fieldset>
      <Lines title={t.lists.acts} items={p.acts} onChange={(acts) => change({ acts })} blank={{ title: '' }} name={(act) => act.title} disabled={disabled}>
        {(act, put) => <TextArea label={f.title} value={act.title} onChange={(title) => put({ title })} rows={2} />}
      </Lines>
    </>
  );
}

export function Applicants({ passport: p, change, disabled }: SectionProps) {
  return (
    <>
      <Lines title={t.lists.applicants} items={p.applicants} onChange={(applicants) => change({ applicants })} blank={{ kind: 'person', who: '', representative: true }} name={(one) => one.who} tags={(one) => [t.kinds[one.kind]]} disabled={disabled}>
        {(one, put) => (
          <>
            <Select label={f.kind} options={optionsOf(t.kinds)} value={one.kind} onChange={(kind) => put({ kind })} />
            <TextArea label={f.who} value={one.who} onChange={(who) => put({ who })} rows={2} />
            <Checkbox checked={one.representative ?? false} onChange={(representative) => put({ representative })} disabled={disabled}>
              {f.representative}
            </Checkbox>
          </>
        )}
      </Lines>
      <Lines title={t.lists.targets} items={p.targets ?? []} onChange={(targets) => change({ targets })} blank={{ code: '', name: '' }} name={(one) => one.name} disabled={disabled}>
        {(one, put) => (
          <>
            <Field label={f.code} value={one.code} onChange={(code) => put({ code })} />
            <Field label={f.title} value={one.name} onChange={(name) => put({ name })} />
          </>
        )}
      </Lines>
    </>
  );
}

export function Variants({ passport: p, change, disabled }: SectionProps) {
  const targets = (p.targets ?? []).map(({ code, name }) => ({ id: code, title: name }));
  return (
    <Lines title={t.lists.variants} items={p.variants} onChange={(variants) => change({ variants })} blank={{ code: '', name: '', steps: p.variants[0]?.steps ?? [] }} name={(one) => one.name} disabled={disabled}>
      {(one, put) => (
        <>
          <Field label={f.code} value={one.code} onChange={(code) => put({ code })} />
          <TextArea label={f.title} value={one.name} onChange={(name) => put({ name })} rows={2} />
          {targets.length > 0 && <Select label={f.target} options={targets} value={one.target ?? null} onChange={(target) => put({ target })} />}
        </>
      )}
    </Lines>
  );
}

export function Documents({ passport: p, change, disabled }: SectionProps) {
  const requests = (p.requests ?? []).map(({ kind, what }) => ({ id: kind, title: what }));
  return (
    <>
      <Lines title={t.lists.documents} items={p.documents ?? []} onChange={(documents) => change({ documents })} blank={{ code: '', name: '', source: 'applicant' }} name={(one) => one.name} tags={(one) => [t.sources[one.source]]} disabled={disabled}>
        {(one, put) => (
          <>
            <TextArea label={f.title} value={one.name} onChange={(name) => put({ name })} rows={2} />
            <Field label={f.code} value={one.code} onChange={(code) => put({ code })} />
            <Select label={f.source} options={optionsOf(t.sources)} value={one.source} onChange={(source) => put({ source })} />
            {one.source === 'interagency' && <Select label={f.request} options={requests} value={one.request ?? null} onChange={(request) => put({ request })} />}
            <Field label={f.form} value={one.form ?? ''} onChange={(form) => put({ form })} />
            <Field label={f.noteOf} value={one.note ?? ''} onChange={(note) => put({ note })} />
            <ForVariants passport={p} value={one.variants} onChange={(variants) => put({ variants })} disabled={disabled} />
          </>
        )}
      </Lines>
      <Lines title={t.lists.requests} items={p.requests ?? []} onChange={(next) => change({ requests: next })} blank={{ kind: '', what: '', from: '' }} name={(one) => one.what} disabled={disabled}>
        {(one, put) => (
          <>
            <Field label={f.what} value={one.what} onChange={(what) => put({ what })} />
            <Field label={f.code} value={one.kind} onChange={(kind) => put({ kind })} />
            <Field label={f.from} value={one.from} onChange={(from) => put({ from })} />
            <ForVariants passport={p} value={one.variants} onChange={(variants) => put({ variants })} disabled={disabled} />
          </>
        )}
      </Lines>
    </>
  );
}

export function Terms({ passport: p, change, disabled }: SectionProps) {
  return (
    <Lines title={t.lists.terms} items={p.terms} onChange={(terms) => change({ terms })} blank={{ code: '', name: '', amount: 1, unit: 'working_day', from: 'registered' }} name={(one) => one.name} tags={(one) => [`${one.amount} · ${t.units[one.unit].toLowerCase()}`]} disabled={disabled}>
      {(one, put) => (
        <>
          <Field label={f.title} value={one.name} onChange={(name) => put({ name })} />
          <Field label={f.code} value={one.code} onChange={(code) => put({ code })} />
          <Field label={f.amount} value={String(one.amount)} onChange={(text) => put({ amount: Number(text.replace(/\D/g, '')) })} inputMode="numeric" />
          <Select label={f.unit} options={optionsOf(t.units)} value={one.unit} onChange={(unit) => put({ unit })} />
          <Select label={f.event} options={optionsOf(t.events)} value={one.from} onChange={(from) => put({ from })} />
          <Field label={f.act} value={one.act ?? ''} onChange={(act) => put({ act })} />
          <ForVariants passport={p} value={one.variants} onChange={(variants) => put({ variants })} disabled={disabled} />
        </>
      )}
    </Lines>
  );
}

type GroundList = 'intake_refusals' | 'suspensions' | 'refusals';

export function Grounds({ passport: p, change, disabled }: SectionProps) {
  return (['intake_refusals', 'suspensions', 'refusals'] as const satisfies readonly GroundList[]).map((list) => (
    <Lines key={list} title={t.lists[list]} items={p[list] ?? []} onChange={(grounds) => change({ [list]: grounds } as Partial<Passport>)} blank={{ code: '', text: '', act: '' }} name={(one) => one.text} disabled={disabled}>
      {(one, put) => (
        <>
          <TextArea label={f.text} value={one.text} onChange={(text) => put({ text })} rows={2} />
          <Field label={f.code} value={one.code} onChange={(code) => put({ code })} />
          <Field label={f.act} value={one.act} onChange={(act) => put({ act })} />
          <TextArea label={f.cure} value={one.cure ?? ''} onChange={(cure) => put({ cure })} rows={2} />
          <ForVariants passport={p} value={one.variants} onChange={(variants) => put({ variants })} disabled={disabled} />
        </>
      )}
    </Lines>
  ));
}

export function Results({ passport: p, change, disabled }: SectionProps) {
  return (
    <Lines title={t.lists.results} items={p.results} onChange={(results) => change({ results })} blank={{ code: '', name: '', kind: 'document', carriers: ['electronic', 'paper'] }} name={(one) => one.name} tags={(one) => [t.resultKinds[one.kind]]} disabled={disabled}>
      {(one, put) => (
        <>
          <Field label={f.title} value={one.name} onChange={(name) => put({ name })} />
          <Field label={f.code} value={one.code} onChange={(code) => put({ code })} />
          <Select label={f.kind} options={optionsOf(t.resultKinds)} value={one.kind} onChange={(kind) => put({ kind })} />
          <Ticks label={f.carriers} options={optionsOf(t.carriers)} value={one.carriers} onChange={(carriers) => put({ carriers })} disabled={disabled} />
          <Field label={f.validity} value={one.validity ?? ''} onChange={(validity) => put({ validity })} />
          <Checkbox checked={one.negative ?? false} onChange={(negative) => put({ negative })} disabled={disabled}>
            {f.negative}
          </Checkbox>
          <ForVariants passport={p} value={one.variants} onChange={(variants) => put({ variants })} disabled={disabled} />
        </>
      )}
    </Lines>
  );
}

export function Order({ passport: p, change, disabled }: SectionProps) {
  const order = p.order;
  const put = (part: Partial<NonNullable<Passport['order']>>) => order && change({ order: { ...order, ...part } });
  return (
    <fieldset className="line-fields" disabled={disabled}>
      <legend className="visually-hidden">{t.sections.order}</legend>
      <p className="muted">{t.orderHint}</p>
      <Checkbox checked={order !== undefined} onChange={(on) => change({ order: on ? { zone: 'Europe/Samara', subject: [], place: [] } : undefined } as Partial<Passport>)} disabled={disabled}>
        {t.makeOrder}
      </Checkbox>
      {order && (
        <>
          <Field label={f.opens} value={order.opens ?? ''} onChange={(opens) => put({ opens })} type="datetime-local" />
          <Field label={f.closes} value={order.closes ?? ''} onChange={(closes) => put({ closes })} type="datetime-local" />
          <Field label={f.zone} value={order.zone} onChange={(zone) => put({ zone })} />
          <TextLines label={f.subject} value={order.subject} onChange={(subject) => put({ subject })} disabled={disabled} />
          <TextLines label={f.place} value={order.place} onChange={(place) => put({ place })} disabled={disabled} />
          <Field label={f.group} value={order.group ?? ''} onChange={(group) => put({ group })} />
        </>
      )}
    </fieldset>
  );
}
