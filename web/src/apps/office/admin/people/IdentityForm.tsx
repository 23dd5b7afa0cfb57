import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, take } from '@/api/client';
import { certificates as t } from '@/i18n/ru/certificates';
import { Drawer } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { ErrorBox, Skeleton } from '@/ui/Notice';
import { FormDrawer } from '../FormDrawer';
import type { PersonFormProps } from './PersonDrawer';

/** Numbers of a person: each look at them is an act of the log, so they are asked for here alone and never kept as a draft. */
export default function IdentityForm({ person, onClose }: PersonFormProps) {
  const { data, error } = useQuery({
    queryKey: ['identity', person.id],
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    queryFn: ({ signal }) => take(api.GET('/api/employees/{id}/identity', { params: { path: { id: person.id } }, signal })),
  });
  if (data) return <Numbers person={person} onClose={onClose} was={data} />;
  return (
    <Drawer title={t.identityTitle(person.short_name)} open onClose={onClose}>
      {error ? <ErrorBox error={error} /> : <Skeleton count={2} />}
    </Drawer>
  );
}

function Numbers({ person, onClose, was }: PersonFormProps & { was: { snils: string; inn: string } }) {
  const client = useQueryClient();
  const [snils, setSnils] = useState(was.snils);
  const [inn, setInn] = useState(was.inn);
  const save = async () => {
    await take(api.PUT('/api/employees/{id}/identity', { params: { path: { id: person.id } }, body: { snils, inn } }));
    await client.invalidateQueries({ queryKey: ['admin', 'people'] });
  };
  return (
    <FormDrawer title={t.identityTitle(person.short_name)} done={t.identitySaved} onClose={onClose} save={save}>
      {(texts) => (
        <>
          <p className="muted">{t.identityLead}</p>
          <Field label={t.snils} value={snils} onChange={setSnils} error={texts.snils} inputMode="numeric" autoFocus />
          <Field label={t.inn} value={inn} onChange={setInn} error={texts.inn} inputMode="numeric" />
        </>
      )}
    </FormDrawer>
  );
}
