import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { forms as t } from '@/i18n/ru/adminForms';
import { OwnForm, OwnForms } from '../OwnForms';
import { formsQuery, type LetterForm } from '../queries';

/** The forms of letters about appeals. */
export function FormsPage() {
  return <OwnForms title={t.title} lead={t.lead} list={t.list} forms={useQuery(formsQuery)} keyOf={({ code }) => code} line={(form) => <Line form={form} />} />;
}

function Line({ form }: { form: LetterForm }) {
  const client = useQueryClient();
  const path = { params: { path: { form: form.code } } };
  const anew = () => client.invalidateQueries({ queryKey: formsQuery.queryKey });
  return (
    <OwnForm
      form={form}
      href={`/api/letter-forms/${form.code}/file`}
      put={async (body) => {
        await api.PUT('/api/letter-forms/{form}', { ...path, body });
        await anew();
      }}
      reset={async () => {
        await api.POST('/api/letter-forms/{form}/reset', path);
        await anew();
      }}
    />
  );
}
