import { useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { portalWords as t, publicStatuses } from '@/i18n/ru/interagency';
import { dayNumbers } from '@/lib/dates';
import { useAct } from '@/lib/useAct';
import { Empty, ErrorBox } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/Toast';
import type { Setup, Status } from './queries';

/** Which code the portals are told for each status of ours, and which services are mapped. */
export function Dictionaries({ setup }: { setup: Setup }) {
  return (
    <div className="exchange">
      <ul className="exchange-bodies">
        {setup.statuses.map((status) => (
          <StatusCode key={status.status} status={status} codes={setup.codes} />
        ))}
      </ul>
      <section className="stack" aria-labelledby="epgu-routes">
        <h2 id="epgu-routes">{t.services}</h2>
        {setup.routes.length === 0 && <Empty title={t.nothing} />}
        <ul className="stack">
          {setup.routes.map((one) => (
            <li key={one.id}>
              {one.title} · {one.namespace} {one.code} · {t.from} {dayNumbers(one.from_day)}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function StatusCode({ status, codes }: { status: Status; codes: Setup['codes'] }) {
  const client = useQueryClient();
  const { error, run } = useAct();
  const save = (code: string) =>
    void run(async () => {
      await api.PUT('/api/epgu/statuses', { body: { ...status, code } });
      await client.invalidateQueries({ queryKey: ['epgu'] });
      toast.done(t.corrected);
    });
  return (
    <li>
      <Select
        label={`${t.our}: ${publicStatuses[status.status] ?? status.status}`}
        options={codes.map((one) => ({ id: String(one.code), title: `${one.code} ${one.name}` }))}
        value={status.code}
        onChange={save}
      />
      {error !== null && error !== undefined && <ErrorBox error={error} />}
    </li>
  );
}
