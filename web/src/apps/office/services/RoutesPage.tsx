import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Plus, Waypoints } from 'lucide-react';
import { api, take } from '@/api/client';
import { applicationWords as t } from '@/i18n/ru/applications';
import type { Column } from '@/grid/types';
import { ListItem } from '@/grid/ListItem';
import { useAct } from '@/lib/useAct';
import { useDraft } from '@/lib/useDraft';
import { Button } from '@/ui/Button';
import { DateField } from '@/ui/DateField';
import { Field } from '@/ui/Field';
import { Empty, ErrorBox } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/Toast';
import { When } from '@/ui/When';
import { AdminList } from '../admin/AdminList';
import { FormDrawer } from '../admin/FormDrawer';
import { Part } from '../admin/Part';
import { useState } from 'react';
import { placeOf, type Place } from './place';
import { bodiesQuery, linesQuery, servicesQuery, type RouteLine } from './queries';

const columns: readonly Column<RouteLine>[] = [
  { id: 'service', title: t.routeColumns.service, width: 'minmax(9rem, 3fr)', cell: (line) => <span title={line.service}>{line.service}</span> },
  { id: 'territory', title: t.routeColumns.territory, width: 'minmax(6rem, 1fr)', cell: (line) => line.territory || t.anyTerritory },
  { id: 'target', title: t.routeColumns.target, width: '7rem', cell: (line) => line.target || t.anyTarget },
  { id: 'body', title: t.routeColumns.body, width: 'minmax(7rem, 2fr)', cell: (line) => <span className="strong">{[line.body, line.unit].filter(Boolean).join(', ')}</span> },
  { id: 'from', title: t.routeColumns.from, width: '6rem', cell: (line) => <When value={line.from} /> },
  { id: 'to', title: t.routeColumns.to, width: '6rem', cell: (line) => (line.to === '' ? '–' : <When value={line.to} />) },
];

const item = (line: RouteLine) => <ListItem title={line.body} when={<When value={line.from} />} subject={line.service} number={line.territory || t.anyTerritory} />;
const keyOf = (line: RouteLine) => line.id;

/** Which body answers for a service: the table by which applications go after their registration. */
export function RoutesPage() {
  const place: Place = useSearch({ strict: false });
  const navigate = useNavigate();
  const { data, error, refetch, isPending } = useQuery(linesQuery);
  const [adding, setAdding] = useState(false);
  const opened = data?.items.find(({ id }) => String(id) === place.open);
  const go = (open?: string) => void navigate({ to: '.', search: (before: Place) => placeOf({ ...before, open }), replace: true });
  const close = () => {
    setAdding(false);
    go();
  };
  return (
    <Part
      title={t.parts.routes}
      lead={t.routesLead}
      action={
        <Button kind="filled" icon={Plus} onPress={() => setAdding(true)}>
          {t.addRoute}
        </Button>
      }
    >
      <AdminList
        label={t.parts.routes}
        rows={data?.items ?? []}
        keyOf={keyOf}
        columns={columns}
        item={item}
        loading={isPending}
        error={error}
        onRetry={() => void refetch()}
        onOpen={(line) => go(String(line.id))}
        empty={
          <Empty icon={Waypoints} title={t.noRoutes}>
            {t.noRoutesHint}
          </Empty>
        }
      />
      {(adding || opened) && <LineDrawer key={opened?.id ?? 0} line={adding ? undefined : opened} onClose={close} />}
    </Part>
  );
}

function LineDrawer({ line, onClose }: { line: RouteLine | undefined; onClose: () => void }) {
  const client = useQueryClient();
  const { data: services } = useQuery(servicesQuery);
  const { data: bodies } = useQuery(bodiesQuery);
  const { busy, error, run } = useAct();
  const form = useDraft(`service-route:${line?.id ?? 'new'}`, {
    service: line?.service_id ?? null, body: line?.body_id ?? null, territory: line?.territory ?? '', target: line?.target ?? '', from: line?.from ?? '', to: line?.to ?? '', basis: line?.basis ?? '',
  });
  const { value, change } = form;
  const again = () => client.invalidateQueries({ queryKey: ['applications', 'routes'] });
  const save = async () => {
    const body = {
      service_id: value.service ?? 0, body_id: value.body ?? 0, territory: value.territory, target: value.target, from: value.from, basis: value.basis,
      ...(value.to && { to: value.to }), ...(line && { version: line.version }),
    };
    await take(line ? api.PUT('/api/service-routes/{id}', { params: { path: { id: line.id } }, body }) : api.POST('/api/service-routes', { body }));
    await again();
  };
  const remove = () =>
    run(async () => {
      await api.DELETE('/api/service-routes/{id}', { params: { path: { id: line?.id ?? 0 } } });
      await again();
      toast.done(t.routeRemoved);
      form.clear();
      onClose();
    });
  return (
    <FormDrawer title={t.routeTitle} draft={form} onClose={onClose} save={save} incomplete={value.service === null || value.body === null || value.from === ''}>
      {(texts) => (
        <>
          {error !== undefined && <ErrorBox error={error} />}
          <Select label={t.service} options={(services?.items ?? []).map(({ id, name }) => ({ id, title: name }))} value={value.service} onChange={(service) => change({ service })} error={texts.service_id} required />
          <Select label={t.body} options={(bodies?.items ?? []).map(({ id, short_name, name }) => ({ id, title: short_name, hint: name }))} value={value.body} onChange={(body) => change({ body })} error={texts.body_id} required />
          <Field label={t.territory} hint={t.territoryHint} value={value.territory} onChange={(territory) => change({ territory })} error={texts.territory} maxLength={200} />
          <Field label={t.target} hint={t.targetHint} value={value.target} onChange={(target) => change({ target })} error={texts.target} maxLength={40} />
          <div className="two-fields">
            <DateField label={t.fromDay} value={value.from} onChange={(from) => change({ from })} error={texts.from} required />
            <DateField label={t.toDay} value={value.to} onChange={(to) => change({ to })} error={texts.to} />
          </div>
          <Field label={t.basis} value={value.basis} onChange={(basis) => change({ basis })} maxLength={300} />
          {line && (
            <Button kind="danger" busy={busy} onPress={() => void remove()}>
              {t.removeRoute}
            </Button>
          )}
        </>
      )}
    </FormDrawer>
  );
}
