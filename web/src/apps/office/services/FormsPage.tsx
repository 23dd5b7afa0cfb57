import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/client';
import { applicationWords } from '@/i18n/ru/applications';
import { paperFields } from '@/i18n/ru/paperFields';
import { Select } from '@/ui/Select';
import { OwnForm, OwnForms } from '../admin/OwnForms';
import { FieldsGuide } from './FieldsGuide';
import { paperFormsQuery, servicesQuery, type PaperForm } from './queries';

const t = applicationWords.forms;
const keyOf = (form: PaperForm) => `${form.kind}:${form.service_id ?? 0}`;

/** The forms of decisions and notices: of all services or of one. */
export function FormsPage() {
  return <OwnForms title={applicationWords.parts.forms} lead={applicationWords.formsLead} list={t.list} note={<FieldsGuide />} forms={useQuery(paperFormsQuery)} keyOf={keyOf} line={(form) => <Line form={form} />} />;
}

function Line({ form }: { form: PaperForm }) {
  const client = useQueryClient();
  const { data: services } = useQuery(servicesQuery);
  const [service, setService] = useState(form.service_id ?? 0);
  const path = { params: { path: { form: form.kind } } };
  const of = service === 0 ? {} : { service_id: service };
  const anew = () => client.invalidateQueries({ queryKey: paperFormsQuery.queryKey });
  const single = form.service_id !== null;
  return (
    <OwnForm
      form={form}
      meanings={paperFields}
      of={single ? form.service : undefined}
      href={`/api/service-forms/${form.kind}/file?service=${form.service_id ?? 0}`}
      put={async (file) => {
        await api.PUT('/api/service-forms/{form}', { ...path, body: { ...of, ...file } });
        await anew();
      }}
      reset={async () => {
        await api.POST('/api/service-forms/{form}/reset', { ...path, body: of });
        await anew();
      }}
    >
      {!single && services !== undefined && services.items.length > 0 && (
        <Select label={t.choose} options={[{ id: 0, title: t.all }, ...services.items.map(({ id, name }) => ({ id, title: name }))]} value={service} onChange={setService} />
      )}
    </OwnForm>
  );
}
