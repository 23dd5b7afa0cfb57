import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/client';
import { structure as t } from '@/i18n/ru/admin';
import { Select } from '@/ui/Select';
import { FormDrawer } from '../FormDrawer';
import { bodiesQuery } from '../queries';

/** Which body controls the appeals of the whole region; who runs the installation names it. */
export function OverseerForm({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const { data } = useQuery(bodiesQuery);
  const [chosen, setChosen] = useState<number>();
  const bodies = data?.items ?? [];
  const body = chosen ?? (bodies.find((one) => one.oversees) ?? bodies[0])?.id ?? null;
  const save = async () => {
    await api.POST('/api/bodies/{id}/oversee', { params: { path: { id: body ?? 0 } } });
    await Promise.all([client.invalidateQueries({ queryKey: ['admin'] }), client.invalidateQueries({ queryKey: ['me'] })]);
  };
  return (
    <FormDrawer title={t.overseerTitle} onClose={onClose} save={save} incomplete={body === null}>
      {() => (
        <>
          <p>{t.overseerLead}</p>
          <Select label={t.overseerBody} options={bodies.map(({ id, name: title }) => ({ id, title }))} value={body} onChange={setChosen} />
        </>
      )}
    </FormDrawer>
  );
}
