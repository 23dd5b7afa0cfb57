import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/client';
import { fieldTexts } from '@/i18n/errorText';
import { startWords as t } from '@/i18n/ru/approval';
import { useAct } from '@/lib/useAct';
import { Button, TextButton } from '@/ui/Button';
import { Switch } from '@/ui/Choice';
import { Radio } from '@/ui/Radio';
import { Drawer } from '@/ui/Dialog';
import { Banner, ErrorBox, Skeleton } from '@/ui/Notice';
import { StagesEditor } from '../admin/route/StagesEditor';
import { addedTo, edited, stagesToSend, type EditedStage } from '../admin/route/stages';
import type { Card, Desk } from '../card/parts';
import { describeIfChanged } from '../card/save';
import { routesQuery } from './queries';
import { StageList } from './StageList';
import { refreshOnConflict } from './visas';

const own = 'own';

/** A route of the body as it is, with its stages edited for this document, or stages of one's own. */
export default function StartDialog({ card, desk }: { card: Card; desk: Desk }) {
  const { data: routes, error: failed, refetch } = useQuery(routesQuery(card.flow, card.kind.id));
  const [picked, setPicked] = useState<string>();
  const [changed, setChanged] = useState<readonly EditedStage[]>();
  const [chosenSign, setThenSign] = useState<boolean>();
  const { busy, error, run } = useAct(refreshOnConflict(card.id));
  const choice = picked ?? (routes?.[0] ? String(routes[0].id) : own);
  const route = routes?.find((one) => String(one.id) === choice);
  const stages = changed ?? (route ? undefined : addedTo([]));
  const thenSign = chosenSign ?? route?.then_sign ?? false;

  const start = () =>
    run(async () => {
      await describeIfChanged(card);
      await api.POST('/api/documents/{id}/approval', {
        params: { path: { id: card.id } },
        body: { then_sign: thenSign, ...(route ? { route_id: route.id } : {}), ...(stages ? { stages: stagesToSend(stages) } : {}) },
      });
      desk.done(t.done, { next: true });
    });
  return (
    <Drawer
      title={t.title}
      open
      wide={stages !== undefined}
      onClose={desk.close}
      footer={
        <Button kind="filled" keys="Ctrl+Enter" busy={busy} disabled={routes === undefined} onPress={() => void start()}>
          {t.action}
        </Button>
      }
    >
      {error !== undefined && <ErrorBox error={error} />}
      {routes === undefined && (failed === null ? <Skeleton count={4} /> : <ErrorBox error={failed} onRetry={() => void refetch()} />)}
      {routes && routes.length > 0 && (
        <Radio
          label={t.route}
          options={[...routes.map(({ id, name, required }) => ({ id: String(id), title: name, ...(required ? { hint: t.required } : {}) })), { id: own, title: t.own, hint: t.ownHint }]}
          value={choice}
          onChange={(id) => {
            setPicked(id);
            setChanged(undefined);
            setThenSign(undefined);
          }}
        />
      )}
      {routes && stages === undefined && route && (
        <section className="stack" aria-label={t.stages}>
          <h3>{t.stages}</h3>
          <StageList stages={route.stages} />
          <div>
            <Button small onPress={() => setChanged(edited(route.stages))}>
              {t.edit}
            </Button>
          </div>
        </section>
      )}
      {route && changed && <Banner action={<TextButton onPress={() => setChanged(undefined)}>{t.asRoute}</TextButton>}>{t.edited}</Banner>}
      {routes && stages && <StagesEditor stages={stages} onChange={setChanged} texts={fieldTexts(error)} />}
      <Switch on={thenSign} onChange={setThenSign}>
        {t.thenSign}
      </Switch>
      {thenSign && card.signatory === undefined && <Banner tone="warn">{t.noSignatory}</Banner>}
    </Drawer>
  );
}
