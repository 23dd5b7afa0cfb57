import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '@/api/client';
import { visitWords as t } from '@/i18n/ru/visits';
import { dayWords, today } from '@/lib/dates';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { ErrorBox, Skeleton } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import type { Card } from '../card/parts';
import { nobody, PersonFields, type Person } from '../visits/BookDialog';
import { daysQuery, sheetQuery, type Day } from '../visits/queries';
import type { LetterProps } from './answers';
import '../visits/visits.css';
import type { Appeal } from './queries';

/** Who writes, and what about: as the appeal has it already. */
function personOf(appeal: Appeal, card: Card): Person {
  const [author] = appeal.authors;
  const topic = appeal.questions[0]?.text ?? card.summary;
  return { ...nobody, name: author?.name ?? '', address: author?.address ?? '', phone: author?.phone ?? '', email: author?.email ?? '', status: author?.status ?? '', topic };
}

/** Makes an appointment for the author of an appeal; the visit gets a card of its own (59-ФЗ ст. 13). */
export function ReceptionDialog({ card, desk, appeal }: LetterProps & { appeal: Appeal }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data, error } = useQuery(daysQuery());
  const open = (data?.items ?? []).filter((one) => one.mine && one.cancelled_why === '' && one.day >= today() && one.free > 0);
  const { value, change, clear } = useDraft<Person & { day: number; at: string }>(`appeal-reception:${card.id}`, { ...personOf(appeal, card), day: 0, at: '' });
  const day = open.find(({ id }) => id === value.day) ?? open[0];
  const sheet = useQuery({ ...sheetQuery(day?.id ?? 0), enabled: day !== undefined });
  const times = sheet.data?.times ?? [];
  const at = times.includes(value.at) ? value.at : (times[0] ?? '');
  const run = async () => {
    if (day === undefined) return;
    const { day: _, ...person } = value;
    await api.POST('/api/visit-days/{id}/visits', { params: { path: { id: day.id } }, body: { ...person, at, about_id: card.id } });
    clear();
    await client.invalidateQueries({ queryKey: ['visits'] });
    await client.invalidateQueries({ queryKey: ['card', card.id] });
    desk.done(t.booked);
    await navigate({ to: '/visits', search: { day: day.id } });
  };
  const ready = () => at !== '' && value.name.trim() !== '' && value.topic.trim() !== '';
  return (
    <ActDialog title={t.bookTitle} action={t.book} wide onClose={desk.close} ready={ready} run={run}>
      {error !== null && <ErrorBox error={error} />}
      {data === undefined && error === null && <Skeleton shape="list" count={2} />}
      {data !== undefined && day === undefined && <p className="strong">{t.noFree}</p>}
      {day !== undefined && (
        <>
          <div className="appeal-pair">
            <Select label={t.day} options={open.map((one) => ({ id: one.id, title: titleOf(one) }))} value={day.id} onChange={(id) => change({ day: id, at: '' })} required />
            <Select label={t.at} options={times.map((id) => ({ id, title: id }))} value={at} onChange={(next) => change({ at: next })} required />
          </div>
          <PersonFields value={value} change={change} />
        </>
      )}
    </ActDialog>
  );
}

const titleOf = (day: Day) => `${dayWords(day.day)}, ${day.official}`;
