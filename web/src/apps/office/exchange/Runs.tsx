import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { exchangeWords as t } from '@/i18n/ru/exchange';
import { exchangeForms as forms } from '@/i18n/ru/exchangeForms';
import { momentWords } from '@/lib/dates';
import { Button, Link } from '@/ui/Button';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { filterWords } from './FilterFields';
import { Lines } from './Lines';
import { protocolQuery, runsQuery, type Run } from './queries';
import { RunForm } from './RunForm';
import { Table } from './Table';

/** What was sent together: by hand, by the schedule, at once. */
export function Runs() {
  const [open, setOpen] = useState(false);
  return (
    <div className="exchange">
      <div className="row">
        <Button onPress={() => setOpen(true)}>{forms.chosen}</Button>
      </div>
      <RunList />
      {open && <RunForm onClose={() => setOpen(false)} />}
    </div>
  );
}

function RunList() {
  const { data, error, refetch } = useQuery(runsQuery);
  if (error !== null) return <ErrorBox error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton shape="table" count={6} />;
  if (data.items.length === 0) return <Empty title={t.nothing}>{t.noRuns}</Empty>;
  const { at, mode, body, lines, accepted, refused } = t.columns;
  return (
    <Table
      label={t.runs}
      titles={[at, mode, body, t.protocol, lines, accepted, refused]}
      figuresFrom={4}
      rows={data.items.map((run) => ({
        key: run.id,
        cells: [
          momentWords(run.started_at),
          how(run),
          run.body,
          <Link key="protocol" href={`/exchange?part=runs&run=${run.id}`}>
            {t.protocol}
          </Link>,
          run.lines,
          run.accepted,
          run.refused > 0 ? <Tag key="refused" tone="danger">{String(run.refused)}</Tag> : 0,
        ],
      }))}
    />
  );
}

const how = (run: Run) => (
  <>
    {t.modes[run.mode]} {run.by}
    {run.mode !== 'at_once' && <p className="muted small">{filterWords(run.filter)}</p>}
  </>
);

/** Lines of a run; those that failed stand first and are sent again from here. */
export function Protocol({ id }: { id: number }) {
  const { data, error } = useQuery(protocolQuery(id));
  return (
    <div className="exchange">
      <p>
        <Link href="/exchange?part=runs">{t.toRuns}</Link>
      </p>
      {error !== null ? <ErrorBox error={error} /> : data === undefined ? <Skeleton shape="table" count={6} /> : <Lines lines={data.items} resend />}
    </div>
  );
}
