import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, take } from '@/api/client';
import { approvalStartWords as t } from '@/i18n/ru/cards';
import { kit } from '@/i18n/ru/kit';
import { Button } from '@/ui/Button';
import { Radio, Switch } from '@/ui/Choice';
import { Dialog } from '@/ui/Dialog';
import { Banner, ErrorBox, Skeleton } from '@/ui/Notice';
import type { Card, Desk } from '../card/parts';
import { describeIfChanged } from '../card/save';
import './outgoing.css';

type Made = 'outgoing' | 'internal' | 'directive';

const routesQuery = (flow: Made, kind: number) =>
  queryOptions({
    queryKey: ['routes', flow, kind],
    queryFn: ({ signal }) => take(api.GET('/api/routes', { params: { query: { flow, kind_id: kind } }, signal })),
  });

/** By which route the draft goes round. */
export default function StartApprovalDialog({ card, desk }: { card: Card; desk: Desk }) {
  const flow: Made = card.flow === 'incoming' ? 'outgoing' : card.flow;
  const { data, error: failed, refetch } = useQuery(routesQuery(flow, card.kind.id));
  const routes = (data?.items ?? []).filter((route) => route.active);
  const [chosen, setChosen] = useState<number>();
  const route = routes.find((one) => one.id === chosen) ?? routes[0];
  const [thenSign, setThenSign] = useState<boolean>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = async () => {
    if (route === undefined) return;
    setBusy(true);
    setError(undefined);
    try {
      await describeIfChanged(card);
      await api.POST('/api/documents/{id}/approval', {
        params: { path: { id: card.id } },
        body: { route_id: route.id, ...(thenSign === undefined ? {} : { then_sign: thenSign }) },
      });
      desk.done(t.done, { next: true });
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t.title}
      open
      onClose={desk.close}
      footer={
        <>
          <Button kind="filled" keys="Ctrl+Enter" busy={busy} disabled={route === undefined} onPress={() => void run()}>
            {t.action}
          </Button>
          <Button onPress={desk.close} disabled={busy}>
            {kit.cancel}
          </Button>
        </>
      }
    >
      <div className="stack">
        {error !== undefined && <ErrorBox error={error} />}
        {data === undefined && (failed === null ? <Skeleton shape="text" /> : <ErrorBox error={failed} onRetry={() => void refetch()} />)}
        {data !== undefined && routes.length === 0 && <Banner tone="warn">{t.noRoutes}</Banner>}
        {route && (
          <>
            <Radio
              label={t.route}
              options={routes.map((one) => ({ id: String(one.id), title: one.name }))}
              value={String(route.id)}
              onChange={(id) => {
                setChosen(Number(id));
                setThenSign(undefined);
              }}
            />
            <section>
              <h3>{t.stages}</h3>
              <ol className="stages">
                {route.stages.map((stage, index) => (
                  <li key={`${index}-${stage.name}`}>
                    {stage.name} <span className="muted small">{stage.participants.length > 1 ? t.modes[stage.mode] : ''}</span>
                  </li>
                ))}
              </ol>
            </section>
            <Switch on={thenSign ?? route.then_sign} onChange={setThenSign}>
              {t.thenSign}
            </Switch>
          </>
        )}
      </div>
    </Dialog>
  );
}
