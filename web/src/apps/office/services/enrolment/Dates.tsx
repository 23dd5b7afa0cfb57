import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CalendarClock } from 'lucide-react';
import { useState } from 'react';
import { api } from '@/api/client';
import { enrolmentWords as t } from '@/i18n/ru/enrolment';
import { exact, today } from '@/lib/dates';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { Button } from '@/ui/Button';
import { DateField } from '@/ui/DateField';
import { Field } from '@/ui/Field';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { Part } from '../../admin/Part';
import { campaignsQuery, offeredQuery, type Campaign } from './queries';
import { useFaults } from './useFaults';

const moments = ['opens1', 'closes1', 'opens2', 'closes2'] as const;

const words = (local: string) => `${local.slice(8, 10)}.${local.slice(5, 7)}.${local.slice(0, 4)}, ${local.slice(11)}`;

/** Receptions of the years: when the stages open and close. */
export function Dates() {
  const { data, error, refetch } = useQuery(campaignsQuery());
  const [form, setForm] = useState<Campaign | 'new'>();
  const client = useQueryClient();
  const close = () => setForm(undefined);
  if (data === undefined) return error === null ? <Skeleton shape="list" count={3} /> : <ErrorBox error={error} onRetry={() => void refetch()} />;
  return (
    <Part
      title={t.dates}
      lead={t.datesLead}
      scroll
      action={
        <Button kind="filled" onPress={() => setForm('new')}>
          {t.addCampaign}
        </Button>
      }
    >
      {data.items.length === 0 && <Empty icon={CalendarClock} title={t.noCampaigns} />}
      {data.items.map((one) => (
        <section key={one.id} className="enrolment-campaign" aria-labelledby={`campaign-${one.id}`}>
          <div className="row row-wrap">
            <h2 id={`campaign-${one.id}`} className="grow">
              {t.campaign(one.year)}
            </h2>
            <Button onPress={() => setForm(one)}>{t.changeDates(one.year)}</Button>
          </div>
          <p className="muted">{one.service}</p>
          <dl className="facts-two">
            {moments.flatMap((name, n) => [<dt key={name}>{t.moments[name]}</dt>, <dd key={`${name}-value`}>{words(one.local[n] ?? '')}</dd>])}
          </dl>
          <p className="muted">{one.open === 0 ? t.doorShut : t.doorOpen(one.open)}</p>
          {one.past.length > 1 && (
            <details className="enrolment-past">
              <summary>{t.pastDates(one.past.length - 1)}</summary>
              <ul>
                {one.past.map((version) => (
                  <li key={version.version}>
                    {t.pastVersion(exact(version.at), version.person)}: {version.local.map(words).join(' · ')}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </section>
      ))}
      {form !== undefined && (
        <CampaignDialog
          campaign={form === 'new' ? undefined : form}
          onClose={close}
          onDone={() => {
            close();
            void client.invalidateQueries({ queryKey: ['enrolment'] });
          }}
        />
      )}
    </Part>
  );
}

const typical = (year: number) => [`${year}-04-01T15:00`, `${year}-06-30T18:00`, `${year}-07-06T09:00`, `${year}-09-05T18:00`];

function CampaignDialog({ campaign, onClose, onDone }: { campaign: Campaign | undefined; onClose: () => void; onDone: () => void }) {
  const { data } = useQuery({ ...offeredQuery(), enabled: campaign === undefined });
  const next = Number(today().slice(0, 4)) + 1;
  const draft = useDraft(`reception-dates:${campaign?.id ?? 'new'}:${campaign?.version ?? 0}`, {
    year: String(campaign?.year ?? next), service: campaign?.service_id ?? null, at: (campaign?.local ?? typical(next)) as readonly string[],
  });
  const { year, service, at } = draft.value;
  const put = (n: number, value: string) => draft.change({ at: at.map((one, index) => (index === n ? value : one)) });
  const setYear = (to: string) => draft.change(/^20\d\d$/.test(to) ? { year: to, at: at.map((one) => to + one.slice(4)) } : { year: to });
  const run = async () => {
    const body = { service_id: service ?? 0, year: Number(year), opens1: at[0] ?? '', closes1: at[1] ?? '', opens2: at[2] ?? '', closes2: at[3] ?? '', version: campaign?.version ?? 0 };
    if (campaign === undefined) await api.POST('/api/enrolment-campaigns', { body });
    else await api.PUT('/api/enrolment-campaigns/{id}', { params: { path: { id: campaign.id } }, body });
    draft.clear();
    onDone();
  };
  const faults = useFaults();
  const ready = () =>
    faults.look({
      service_id: service === null ? t.serviceNeeded : '', year: /^20\d\d$/.test(year) ? '' : t.yearNeeded,
      ...Object.fromEntries(moments.map((name, n) => [name, /^\d{4}-\d\d-\d\dT/.test(at[n] ?? '') ? '' : t.dayNeeded])),
      ...Object.fromEntries(moments.map((name, n) => [`${name}_time`, /T([01]\d|2[0-3]):[0-5]\d$/.test(at[n] ?? '') ? '' : t.timeNeeded])),
    });
  return (
    <ActDialog title={campaign === undefined ? t.addCampaign : t.campaign(campaign.year)} action={t.save} onClose={onClose} ready={ready} refused={faults.refused} run={run}>
      {campaign === undefined && (
        <>
          <Select label={t.service} options={(data?.items ?? []).map(({ id, name }) => ({ id, title: name }))} value={service} onChange={(to) => draft.change({ service: to })} error={faults.of('service_id')} required />
          <Field label={t.year} value={year} onChange={setYear} maxLength={4} error={faults.of('year')} required />
        </>
      )}
      {moments.map((name, n) => (
        <div key={name} className="enrolment-class">
          <DateField label={t.moments[name]} value={(at[n] ?? '').slice(0, 10)} onChange={(day) => put(n, `${day}T${(at[n] ?? '').slice(11)}`)} error={faults.of(name)} required />
          <Field label={t.timeOf(t.moments[name])} value={(at[n] ?? '').slice(11)} onChange={(time) => put(n, `${(at[n] ?? '').slice(0, 10)}T${time}`)} maxLength={5} error={faults.of(`${name}_time`)} required />
        </div>
      ))}
      <p className="muted small">{t.datesHint}</p>
    </ActDialog>
  );
}
