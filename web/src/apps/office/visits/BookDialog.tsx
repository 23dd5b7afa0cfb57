import { api } from '@/api/client';
import { visitWords as t } from '@/i18n/ru/visits';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { Checkbox } from '@/ui/Choice';
import { Field, TextArea } from '@/ui/Field';
import { Select } from '@/ui/Select';
import type { Sheet } from './queries';

/** Who the visitor is and what he wants to speak about; the card is filled from it. */
export interface Person {
  name: string;
  topic: string;
  address: string;
  phone: string;
  email: string;
  status: string;
  out_of_turn: boolean;
}

export const nobody: Person = { name: '', topic: '', address: '', phone: '', email: '', status: '', out_of_turn: false };

interface PersonProps {
  value: Person;
  change: (part: Partial<Person>) => void;
}

export function PersonFields({ value, change }: PersonProps) {
  return (
    <>
      <Field label={t.name} value={value.name} onChange={(name) => change({ name })} maxLength={300} required />
      <TextArea label={t.topic} value={value.topic} onChange={(topic) => change({ topic })} maxLength={1000} rows={2} required />
      <Field label={t.address} value={value.address} onChange={(address) => change({ address })} maxLength={500} />
      <div className="visit-pair">
        <Field label={t.phone} value={value.phone} onChange={(phone) => change({ phone })} maxLength={50} />
        <Field label={t.email} value={value.email} onChange={(email) => change({ email })} inputMode="email" maxLength={200} />
        <Field label={t.status} value={value.status} onChange={(status) => change({ status })} maxLength={100} />
      </div>
      <Checkbox checked={value.out_of_turn} onChange={(out) => change({ out_of_turn: out })}>
        {t.outOfTurn}
      </Checkbox>
    </>
  );
}

export function BookDialog({ sheet, onClose, onDone }: { sheet: Sheet; onClose: () => void; onDone: () => void }) {
  const { value, change, clear } = useDraft<Person & { at: string }>(`visit-book:${sheet.id}`, { ...nobody, at: sheet.times[0] ?? '' });
  const times = [...sheet.times.map((id) => ({ id, title: id })), { id: '', title: t.inTurn }];
  const run = async () => {
    await api.POST('/api/visit-days/{id}/visits', { params: { path: { id: sheet.id } }, body: value });
    clear();
    onDone();
  };
  return (
    <ActDialog title={t.bookTitle} action={t.book} onClose={onClose} ready={() => value.name.trim() !== '' && value.topic.trim() !== ''} run={run}>
      <Select label={t.at} options={times} value={times.some(({ id }) => id === value.at) ? value.at : ''} onChange={(at) => change({ at })} />
      <PersonFields value={value} change={change} />
    </ActDialog>
  );
}
