import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { api, take } from '@/api/client';
import { exchangeForms as t } from '@/i18n/ru/exchangeForms';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/Toast';
import { FormDrawer } from '../admin/FormDrawer';
import { FilterFields, given } from './FilterFields';
import { filtersQuery, type Filter } from './queries';

/** The clerk's hand: what waits and is chosen leaves now, in every mode of the body. */
export function RunForm({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const [filter, setFilter] = useState<Filter>({});
  const save = async () => {
    const { lines } = await take(api.POST('/api/pos/runs', { body: given(filter) }));
    await client.invalidateQueries({ queryKey: ['pos'] });
    return lines;
  };
  const done = (lines: number) => {
    toast.done(t.ran(lines));
    onClose();
  };
  return (
    <FormDrawer title={t.chosen} action={t.run} done="" save={save} onDone={done} onClose={onClose}>
      {() => (
        <div className="stack">
          <p className="muted small">{t.runLead}</p>
          <Saved filter={filter} onChoose={setFilter}>
            <FilterFields value={filter} onChange={setFilter} own />
          </Saved>
        </div>
      )}
    </FormDrawer>
  );
}

/** Filters of the body: one is taken, the present one is kept under a name. */
function Saved({ filter, onChoose, children }: { filter: Filter; onChoose: (filter: Filter) => void; children: ReactNode }) {
  const client = useQueryClient();
  const { data } = useQuery(filtersQuery);
  const [id, setID] = useState(0);
  const [name, setName] = useState('');
  const list = data?.items ?? [];
  const choose = (chosen: number) => {
    const found = list.find((one) => one.id === chosen);
    setID(chosen);
    setName(found?.name ?? '');
    onChoose(found?.filter ?? {});
  };
  const fresh = () => client.invalidateQueries({ queryKey: ['pos', 'filters'] });
  const keep = async () => {
    await api.POST('/api/pos/filters', { body: { id: 0, name, filter: given(filter) } });
    await fresh();
    toast.done(t.kept);
  };
  const drop = async () => {
    await api.DELETE('/api/pos/filters/{id}', { params: { path: { id } } });
    await fresh();
    choose(0);
    toast.done(t.dropped);
  };
  return (
    <>
      {list.length > 0 && (
        <div className="exchange-beside">
          <Select label={t.savedFilters} options={[{ id: 0, title: t.any }, ...list.map((one) => ({ id: one.id, title: one.name }))]} value={id} onChange={choose} />
          {id !== 0 && (
            <Button kind="quiet" onPress={drop}>
              {t.drop}
            </Button>
          )}
        </div>
      )}
      {children}
      <div className="exchange-beside">
        <Field label={t.keepName} value={name} onChange={setName} maxLength={100} />
        <Button disabled={name.trim() === ''} onPress={keep}>
          {t.keep}
        </Button>
      </div>
    </>
  );
}
