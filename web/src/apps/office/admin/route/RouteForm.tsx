import { useQueryClient } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { routes as t } from '@/i18n/ru/adminRecords';
import { flowWords } from '@/i18n/ru/documents';
import { useDraft } from '@/lib/useDraft';
import { Checkbox } from '@/ui/Choice';
import { Field } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { FormDrawer } from '../FormDrawer';
import type { Kind, RouteView } from '../queries';
import { StagesEditor } from './StagesEditor';
import { addedTo, edited, stagesToSend, type EditedStage } from './stages';

const flows = (['outgoing', 'internal', 'directive'] as const).map((id) => ({ id, title: flowWords[id] }));
const anyKind = 0;

interface RouteFormProps {
  /** undefined: a new one. */
  route: RouteView | undefined;
  kinds: readonly Kind[];
  onClose: () => void;
}

export function RouteForm({ route, kinds, onClose }: RouteFormProps) {
  const client = useQueryClient();
  const form = useDraft(`admin:route:${route?.id ?? 'new'}`, {
    name: route?.name ?? '',
    flow: route?.flow ?? ('outgoing' as RouteView['flow']),
    kindId: route?.kind_id ?? anyKind,
    required: route?.required ?? false,
    thenSign: route?.then_sign ?? true,
    active: route?.active ?? true,
    stages: (route ? edited(route.stages) : addedTo([])) as readonly EditedStage[],
  });
  const { value, change } = form;
  const save = async () => {
    const { name, flow, kindId, required, thenSign, active, stages } = value;
    const body = {
      name,
      flow,
      ...(kindId === anyKind ? {} : { kind_id: kindId }),
      required,
      then_sign: thenSign,
      active,
      stages: stagesToSend(stages),
      version: route?.version ?? 0,
    };
    await take(route ? api.PUT('/api/routes/{id}', { params: { path: { id: route.id } }, body }) : api.POST('/api/routes', { body }));
    await client.invalidateQueries({ queryKey: ['admin', 'routes'] });
  };
  const ofFlow = kinds.filter((kind) => kind.flow === value.flow && kind.active).map(({ id, name }) => ({ id, title: name }));
  return (
    <FormDrawer title={route?.name ?? t.add} draft={form} done={t.saved} onClose={onClose} save={save} incomplete={value.name.trim() === ''} wide>
      {(texts) => (
        <>
          <Field label={t.name} value={value.name} onChange={(name) => change({ name })} error={texts.name} required autoFocus />
          <div className="two-fields">
            <Select label={t.flow} options={flows} value={value.flow} onChange={(flow) => change({ flow, kindId: anyKind })} error={texts.flow} />
            <Select
              label={t.kind}
              options={[{ id: anyKind, title: t.anyKind }, ...ofFlow]}
              value={value.kindId}
              onChange={(kindId) => change({ kindId })}
              error={texts.kind_id}
            />
          </div>
          <StagesEditor stages={value.stages} onChange={(stages) => change({ stages })} texts={texts} />
          <section className="drawer-part">
            <Checkbox checked={value.required} onChange={(required) => change({ required })}>
              <span>
                {t.required}
                <span className="option-hint">{t.requiredHint}</span>
              </span>
            </Checkbox>
            <Checkbox checked={value.thenSign} onChange={(thenSign) => change({ thenSign })}>
              {t.thenSign}
            </Checkbox>
            <Checkbox checked={value.active} onChange={(active) => change({ active })}>
              {t.active}
            </Checkbox>
          </section>
        </>
      )}
    </FormDrawer>
  );
}
