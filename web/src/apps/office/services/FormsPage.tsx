import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { api } from '@/api/client';
import { applicationWords } from '@/i18n/ru/applications';
import { dayNumbers } from '@/lib/dates';
import { base64 } from '@/lib/base64';
import { useAct } from '@/lib/useAct';
import { Button, Link } from '@/ui/Button';
import { ErrorBox, Skeleton } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { Part } from '../admin/Part';
import { paperFormsQuery, servicesQuery, type PaperForm } from './queries';

const t = applicationWords.forms;
const keyOf = (form: PaperForm) => `${form.kind}:${form.service_id ?? 0}`;

/** The built-in texts of decisions and notices, and the body's own DOCX in their place: of all services or of one. */
export function FormsPage() {
  const { data, error, refetch } = useQuery(paperFormsQuery);
  return (
    <Part title={applicationWords.parts.forms} lead={applicationWords.formsLead} scroll>
      {error !== null ? <ErrorBox error={error} onRetry={() => void refetch()} /> : data === undefined && <Skeleton shape="list" count={8} />}
      {data && (
        <>
          <p className="small muted">{t.more}</p>
          <ul className="lines" aria-label={t.list}>
            {data.items.map((form) => (
              <Line key={keyOf(form)} form={form} />
            ))}
          </ul>
        </>
      )}
    </Part>
  );
}

function Line({ form }: { form: PaperForm }) {
  const client = useQueryClient();
  const { busy, error, run } = useAct();
  const { data: services } = useQuery(servicesQuery);
  const [service, setService] = useState(form.service_id ?? 0);
  const path = { params: { path: { form: form.kind } } };
  const of = service === 0 ? {} : { service_id: service };
  const anew = () => client.invalidateQueries({ queryKey: paperFormsQuery.queryKey });
  const put = (file: File | undefined) =>
    file &&
    void run(async () => {
      await api.PUT('/api/service-forms/{form}', { ...path, body: { ...of, name: file.name, file: await base64(file) } });
      await anew();
    });
  const reset = () =>
    run(async () => {
      await api.POST('/api/service-forms/{form}/reset', { ...path, body: of });
      await anew();
    });
  const single = form.service_id !== null;
  return (
    <li className="line">
      <div className="row row-wrap">
        <span className="grow">
          <span className="strong">{form.title}</span>
          {single && <span className="muted">: {form.service}</span>}
        </span>
        <Link href={`/api/service-forms/${form.kind}/file?service=${form.service_id ?? 0}`}>{t.download}</Link>
        {!single && services !== undefined && services.items.length > 0 && (
          <Select label={t.choose} options={[{ id: 0, title: t.all }, ...services.items.map(({ id, name }) => ({ id, title: name }))]} value={service} onChange={setService} />
        )}
        <FileTrigger acceptedFileTypes={['.docx']} onSelect={(files) => put(files?.[0])}>
          <Button small busy={busy} hint={t.of(t.put, form.title)}>
            {t.put}
          </Button>
        </FileTrigger>
        {form.name !== '' && (
          <Button small busy={busy} hint={t.of(t.reset, form.title)} onPress={() => void reset()}>
            {t.reset}
          </Button>
        )}
      </div>
      <p className="small muted">
        {form.name === '' ? t.builtIn : t.own(form.name, form.put_by, dayNumbers(form.put_at ?? ''))}. {t.fields}: {form.fields.map((field) => `{{${field}}}`).join(', ')}
      </p>
      {error !== undefined && <ErrorBox error={error} />}
    </li>
  );
}
