import { useQueryClient } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { api } from '@/api/client';
import { state as t } from '@/i18n/ru/adminState';
import { Button, IconButton } from '@/ui/Button';
import { toast } from '@/ui/Toast';
import { When } from '@/ui/When';
import { healthQuery, type Health } from '../queries';

type Jobs = Health['jobs'];
type Dead = Jobs['dead'][number];

const words = (book: Readonly<Record<string, string>>, key: string) => book[key] ?? key;

/** What waits, what gave up and can be tried again, what runs by the clock. */
export function Queue({ jobs }: { jobs: Jobs }) {
  return (
    <>
      <section className="stack">
        <h2>{t.queue}</h2>
        <p>
          {t.waiting(jobs.waiting)}
          {jobs.oldest && (
            <>
              . {t.oldest} <When value={jobs.oldest} moment />
            </>
          )}
        </p>
        <h3>{t.dead}</h3>
        {jobs.dead.length === 0 ? <p className="muted">{t.noDead}</p> : <DeadJobs dead={jobs.dead} />}
      </section>
      <Schedules schedules={jobs.schedules} />
    </>
  );
}

function DeadJobs({ dead }: { dead: readonly Dead[] }) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const retry = async (some: readonly Dead[]) => {
    setBusy(true);
    try {
      for (const job of some) await api.POST('/api/jobs/{id}/retry', { params: { path: { id: job.id } } });
      toast.done(some.length === 1 ? t.retried : t.retriedAll(some.length));
    } catch (problem) {
      toast.failed(problem);
    } finally {
      setBusy(false);
      await client.invalidateQueries({ queryKey: healthQuery.queryKey });
    }
  };
  return (
    <>
      <p className="muted small">{t.deadLead}</p>
      <div className="scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t.deadColumns.what}</th>
              <th scope="col">{t.deadColumns.error}</th>
              <th scope="col" className="number">
                {t.deadColumns.attempts}
              </th>
              <th scope="col">{t.deadColumns.died}</th>
              <th scope="col">
                <span className="visually-hidden">{t.deadColumns.retry}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {dead.map((job) => {
              const what = words(t.jobNames, job.kind);
              return (
                <tr key={job.id}>
                  <th scope="row">{what}</th>
                  <td className="wrap-anywhere">{job.error}</td>
                  <td className="number">{job.attempts}</td>
                  <td>
                    <When value={job.died_at} moment />
                  </td>
                  <td>
                    <IconButton small icon={RotateCw} label={t.retryOne(what)} disabled={busy} onPress={() => void retry([job])} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {dead.length > 1 && (
        <div>
          <Button icon={RotateCw} busy={busy} onPress={() => void retry(dead)}>
            {t.retryAll}
          </Button>
        </div>
      )}
    </>
  );
}

function Schedules({ schedules }: Pick<Jobs, 'schedules'>) {
  return (
    <section className="stack">
      <h2>{t.schedules}</h2>
      <div className="scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t.scheduleColumns.name}</th>
              <th scope="col">{t.scheduleColumns.ran}</th>
              <th scope="col">{t.scheduleColumns.next}</th>
              <th scope="col">{t.scheduleColumns.error}</th>
            </tr>
          </thead>
          <tbody>
            {schedules.map((one) => (
              <tr key={one.name}>
                <th scope="row">{words(t.scheduleNames, one.name)}</th>
                <td>{one.ran_at ? <When value={one.ran_at} moment /> : <span className="muted">{t.never}</span>}</td>
                <td>
                  <When value={one.next_at} moment />
                </td>
                <td className="tone-danger wrap-anywhere">{one.error}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
