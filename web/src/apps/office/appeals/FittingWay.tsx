import { api } from '@/api/client';
import { appealWords as t } from '@/i18n/ru/appeals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { ErrorBox } from '@/ui/Notice';
import { When } from '@/ui/When';
import type { Card, Desk } from '../card/parts';
import type { Appeal } from './queries';

/** A ready route that fits the questions: one press makes the resolution with its assignments. */
export function FittingWay({ way, card, desk }: { way: Appeal['routes'][number]; card: Card; desk: Desk }) {
  const { busy, error, run } = useAct();
  const start = () =>
    run(async () => {
      await api.POST('/api/appeals/{id}/route', { params: { path: { id: card.id } }, body: { route_id: way.route_id, version: way.version } });
      desk.done(t.wayStarted[way.how]);
    });
  return (
    <section aria-label={t.way(way.name)}>
      <h3>{t.way(way.name)}</h3>
      <p className="muted small">{t.wayHow[way.how](way.executive)}</p>
      <ul className="lines">
        {way.steps.map((step, index) => (
          <li key={index} className="line">
            <span>{step.text}</span>
            <span className="muted">
              {step.responsible} · <When value={step.due_on} />
            </span>
          </li>
        ))}
      </ul>
      {error !== undefined && <ErrorBox error={error} />}
      <div className="row appeal-acts">
        <Button busy={busy} onPress={() => void start()}>
          {t.startWay}
        </Button>
      </div>
    </section>
  );
}
