import { useQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { state as t } from '@/i18n/ru/adminState';
import { momentWords } from '@/lib/dates';
import { Button } from '@/ui/Button';
import { Banner, ErrorBox, Skeleton } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { Part } from '../Part';
import { healthQuery, type Health } from '../queries';
import { meaningOf, nameOf, detailOf } from './parts';
import { Queue } from './Queue';

const tones = { ok: 'done', warning: 'warn', broken: 'danger', off: 'warn' } as const;

/** How the parts of the program are, what it means, and what the background work stumbled over. */
export function StatePage() {
  const { data, error, refetch, isFetching } = useQuery(healthQuery);
  return (
    <Part
      title={t.title}
      action={
        <>
          {data && <span className="muted small">{t.at(momentWords(data.at))}</span>}
          <Button icon={RefreshCw} busy={isFetching && data !== undefined} onPress={() => void refetch()}>
            {t.refresh}
          </Button>
        </>
      }
      scroll
    >
      {error ? <ErrorBox error={error} onRetry={() => void refetch()} /> : data ? <Whole health={data} /> : <Skeleton shape="card" count={8} />}
    </Part>
  );
}

function Whole({ health }: { health: Health }) {
  const broken = health.parts.filter((part) => part.state === 'broken').length;
  const warnings = health.parts.filter((part) => part.state === 'warning' || part.state === 'off').length;
  return (
    <>
      {broken + warnings === 0 && health.jobs.dead.length === 0 ? (
        <Banner tone="done">{t.allWell}</Banner>
      ) : (
        broken + warnings > 0 && <Banner tone={broken > 0 ? 'danger' : 'warn'}>{t.trouble(broken, warnings)}</Banner>
      )}
      <section className="stack">
        <h2>{t.parts}</h2>
        <ul className="state-parts">
          {health.parts.map((part, index) => (
            // One program may stand for two purposes: LibreOffice for texts and for tables.
            // oxlint-disable-next-line react/no-array-index-key -- the order of the parts is that of the server
            <li key={`${part.name}-${index}`}>
              <span className="strong">{nameOf(part)}</span>
              <Tag tone={tones[part.state]}>{t.states[part.state]}</Tag>
              <span className="muted state-detail">{detailOf(part)}</span>
              {part.state !== 'ok' && <span className="state-meaning">{meaningOf(part)}</span>}
            </li>
          ))}
        </ul>
      </section>
      <Queue jobs={health.jobs} />
    </>
  );
}
