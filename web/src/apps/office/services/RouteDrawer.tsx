import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { applicationWords as t } from '@/i18n/ru/applications';
import { useAct } from '@/lib/useAct';
import { useDraft } from '@/lib/useDraft';
import { Button } from '@/ui/Button';
import { DateField } from '@/ui/DateField';
import { Field } from '@/ui/Field';
import { ErrorBox } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/Toast';
import { FormDrawer } from '../admin/FormDrawer';
import { bodiesQuery, servicesQuery, type RouteLine } from './queries';

/** A line of the table: made, changed, ended. */
export default function RouteDrawer({ line, onClose }: { line: RouteLine | undefined; onClose: () => void }) {
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
