import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/client';
import { portalForms as t } from '@/i18n/ru/portalForms';
import { Button } from '@/ui/Button';
import { Combo } from '@/ui/Combo';
import { DateField } from '@/ui/DateField';
import { Field } from '@/ui/Field';
import { Banner } from '@/ui/Notice';
import { Select, type Option } from '@/ui/Select';
import { among } from '@/ui/useOptions';
import { FormDrawer } from '../../admin/FormDrawer';
import { Answers } from './Answers';
import { FileLines } from './FileLines';
import { fieldsQuery, servicesQuery, type Answer, type FileLine, type Route } from './queries';

interface Form {
  title: string;
  namespace: string;
  code: string;
  service: Option<number> | null;
  way: Route['way'];
  target: string;
  from_day: string;
  to_day: string;
  applicant: Readonly<Record<string, string>>;
  answers: readonly Answer[];
  files: readonly FileLine[];
}

const formOf = (route: Route | null): Form => ({
  title: route?.title ?? '', namespace: route?.namespace ?? '', code: route?.code ?? '', service: route === null ? null : { id: route.service_id, title: route.service },
  way: route?.way ?? 'reply', target: route?.target ?? '', from_day: route?.from_day ?? '', to_day: route?.to_day ?? '', applicant: route?.applicant ?? {}, answers: route?.answers ?? [], files: route?.files ?? [],
});

const people = Object.keys(t.person) as (keyof typeof t.person)[];
const ways = (Object.keys(t.ways) as Route['way'][]).map((id) => ({ id, title: t.ways[id] }));

/** A line of the table of services: where each answer and each file of ours stands at the portal. */
export function ServiceForm({ route, onClose }: { route: Route | null; onClose: () => void }) {
  const client = useQueryClient();
  const [form, setForm] = useState(() => formOf(route));
  const [replaces, setReplaces] = useState(false);
  const { data: services } = useQuery(servicesQuery);
  const { data: fields } = useQuery(fieldsQuery(form.service?.id));
  const set = (part: Partial<Form>) => setForm({ ...form, ...part });
  const save = async () => {
    const { service, to_day, applicant, answers, files, ...rest } = form;
    if (service === null) return;
    await api.PUT('/api/epgu/routes', {
      body: {
        ...rest, id: replaces ? 0 : (route?.id ?? 0), version: route?.version ?? 0, service_id: service.id, answers: [...answers], files: [...files],
        applicant: Object.fromEntries(Object.entries(applicant).filter(([, path]) => path.trim() !== '')), ...(to_day !== '' && { to_day }), ...(replaces && route !== null && { replaces: route.id }),
      },
    });
    await client.invalidateQueries({ queryKey: ['epgu'] });
  };
  const again = () => {
    setReplaces(true);
    set({ from_day: '', to_day: '' });
  };
  const incomplete = form.namespace.trim() === '' || form.service === null || form.from_day === '';
  const offered = (services?.items ?? []).map(({ id, title, body }) => ({ id, title, hint: body }));
  return (
    <FormDrawer title={t.serviceTitle} done={t.saved} save={save} onClose={onClose} incomplete={incomplete} wide>
      {(texts) => (
        <div className="stack">
          {replaces && <p className="muted">{t.editionLead}</p>}
          {route !== null && !replaces && (
            <div>
              <Button small onPress={again}>
                {t.edition}
              </Button>
            </div>
          )}
          <Field label={t.title} value={form.title} onChange={(title) => set({ title })} maxLength={500} />
          <div className="exchange-pair">
            <Field label={t.namespace} value={form.namespace} onChange={(namespace) => set({ namespace })} error={texts.namespace} maxLength={300} required />
            <Field label={t.code} hint={t.codeHint} value={form.code} onChange={(code) => set({ code })} maxLength={100} />
          </div>
          <ServiceChoice key={offered.length} options={offered} value={form.service} onChange={(service) => set({ service })} error={texts.service_id} />
          <div className="exchange-pair">
            <Select label={t.way} options={ways} value={form.way} onChange={(way) => set({ way })} required />
            {form.way === 'elk' && <Field label={t.target} value={form.target} onChange={(target) => set({ target })} error={texts.target} maxLength={40} required />}
          </div>
          <div className="exchange-pair">
            <DateField label={t.fromDay} value={form.from_day} onChange={(from_day) => set({ from_day })} error={texts.from_day} required />
            <DateField label={t.toDay} hint={t.toHint} value={form.to_day} onChange={(to_day) => set({ to_day })} error={texts.to_day} />
          </div>
          <section className="stack" aria-labelledby="portal-applicant">
            <h3 id="portal-applicant">{t.applicant}</h3>
            <p className="muted small">{t.applicantLead}</p>
            {texts.applicant !== undefined && <Banner tone="danger">{t.applicantWrong}</Banner>}
            <div className="exchange-pair">
              {people.map((one) => (
                <Field key={one} label={t.person[one]} value={form.applicant[one] ?? ''} onChange={(path) => set({ applicant: { ...form.applicant, [one]: path } })} maxLength={300} required={one === 'surname'} />
              ))}
            </div>
          </section>
          <Answers answers={form.answers} fields={fields?.items} onChange={(answers) => set({ answers })} wrong={texts.answers !== undefined} />
          <FileLines lines={form.files} fields={fields?.items} onChange={(files) => set({ files })} wrong={texts.files !== undefined} />
        </div>
      )}
    </FormDrawer>
  );
}

interface ServiceChoiceProps {
  options: readonly Option<number>[];
  value: Option<number> | null;
  onChange: (value: Option<number> | null) => void;
  error: string | undefined;
}

function ServiceChoice({ options, value, onChange, error }: ServiceChoiceProps) {
  const [load] = useState(() => among(options));
  return <Combo label={t.service} load={load} value={value} onChange={onChange} error={error} required />;
}
