import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, take } from '@/api/client';
import { people as t } from '@/i18n/ru/admin';
import { Button } from '@/ui/Button';
import { Drawer } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { FormDrawer } from '../FormDrawer';
import { OpenTasks } from './OpenTasks';
import type { PersonFormProps } from './PersonDrawer';

/** The order of dismissal; what waits for the person is given to others before it or right after. */
export default function DismissForm({ person, onClose }: PersonFormProps) {
  const client = useQueryClient();
  const [basis, setBasis] = useState('');
  const [left, setLeft] = useState<number>();
  const close = () => {
    onClose();
    void client.invalidateQueries({ queryKey: ['admin'] });
  };
  if (left !== undefined) {
    return (
      <Drawer title={t.tasks} open onClose={close} footer={<Button onPress={close}>{t.back}</Button>}>
        <OpenTasks personId={person.id} expected={left} />
      </Drawer>
    );
  }
  const save = () => take(api.POST('/api/employees/{id}/dismiss', { params: { path: { id: person.id } }, body: { basis } }));
  return (
    <FormDrawer
      title={t.dismissTitle(person.short_name)}
      action={t.dismiss}
      kind="danger-filled"
      done={t.dismissDone}
      onClose={onClose}
      save={save}
      onDone={({ open_tasks: count }) => (count > 0 ? setLeft(count) : close())}
      incomplete={basis === ''}
    >
      {(texts) => (
        <>
          <p>{t.dismissLead}</p>
          <Field label={t.basis} hint={t.basisHint} value={basis} onChange={setBasis} error={texts.basis} required autoFocus />
          <section className="drawer-part">
            <h3>{t.tasks}</h3>
            <OpenTasks personId={person.id} />
          </section>
        </>
      )}
    </FormDrawer>
  );
}
