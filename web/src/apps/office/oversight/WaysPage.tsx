import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { Plus, Route } from 'lucide-react';
import { api } from '@/api/client';
import { oversight as t } from '@/i18n/ru/oversight';
import type { Column } from '@/grid/types';
import { ListItem } from '@/grid/ListItem';
import { Button } from '@/ui/Button';
import { Drawer } from '@/ui/Dialog';
import { Empty } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import { AdminList } from '../admin/AdminList';
import { Part } from '../admin/Part';
import { usePlace } from './place';
import { waysQuery, type Way } from './queries';
import { WayForm } from './WayForm';

const keyOf = (way: Way) => way.id;
const section = (way: Way) => (way.section === '' ? t.everyTheme : [way.section, way.section_title].filter(Boolean).join(' '));
const executive = (way: Way) => way.people[way.course.executive_id] ?? '';

const Marks = ({ way }: { way: Way }) => (
  <>
    {way.ordered && <Tag tone="done">{t.ordered}</Tag>}
    {!way.active && <Tag>{t.off}</Tag>}
  </>
);

const columns: readonly Column<Way>[] = [
  { id: 'name', title: t.wayName, width: 'minmax(12rem, 2fr)', cell: (way) => <span className="strong">{way.name}</span> },
  { id: 'section', title: t.section, width: 'minmax(12rem, 2fr)', cell: (way) => <span title={section(way)}>{section(way)}</span> },
  { id: 'executive', title: t.executive, width: 'minmax(8rem, 1fr)', cell: executive },
  { id: 'marks', title: t.columns.state, width: '12rem', cell: (way) => <Marks way={way} /> },
];

const item = (way: Way) => <ListItem title={way.name} subject={section(way)} number={executive(way)} tags={<Marks way={way} />} />;

/** Ready routes of consideration: the administrator writes them, the executive orders them. */
export function WaysPage() {
  const { me } = useRouteContext({ from: '/shell' });
  const { place, go } = usePlace();
  const { data, error, refetch, isPending } = useQuery(waysQuery);
  const keeps = me.rights.includes('org.admin') || me.rights.includes('approval.route');
  const rows = data?.items ?? [];
  const opened = rows.find((way) => String(way.id) === place.open);
  const close = () => go({ open: undefined });
  return (
    <Part
      title={t.parts.ways}
      lead={t.waysLead}
      action={
        keeps && (
          <Button kind="filled" icon={Plus} keys="C" onPress={() => go({ open: 'new' })}>
            {t.addWay}
          </Button>
        )
      }
    >
      <AdminList
        label={t.parts.ways}
        rows={rows}
        keyOf={keyOf}
        columns={columns}
        item={item}
        loading={isPending}
        error={error}
        onRetry={() => void refetch()}
        onOpen={(way) => go({ open: way.id })}
        empty={
          <Empty icon={Route} title={t.noWays}>
            {t.noWaysHint}
          </Empty>
        }
      />
      {keeps && !opened?.may_order && (opened || place.open === 'new') && <WayForm key={place.open} way={opened} onClose={close} />}
      {opened && (!keeps || opened.may_order) && <WayDrawer key={opened.id} way={opened} onClose={close} />}
    </Part>
  );
}

/** What a route does, and the executive's own standing order. */
function WayDrawer({ way, onClose }: { way: Way; onClose: () => void }) {
  const client = useQueryClient();
  const act = async () => {
    try {
      const params = { params: { path: { id: way.id } } };
      await (way.ordered ? api.POST('/api/consideration-routes/{id}/revoke', params) : api.POST('/api/consideration-routes/{id}/order', { ...params, body: { version: way.version } }));
      await client.invalidateQueries({ queryKey: ['oversight', 'ways'] });
      toast.done(way.ordered ? t.orderRevoked : t.orderGiven);
      onClose();
    } catch (problem) {
      toast.failed(problem);
    }
  };
  return (
    <Drawer
      title={way.name}
      open
      onClose={onClose}
      footer={
        way.may_order && (
          <Button kind={way.ordered ? 'danger' : 'filled'} onPress={() => void act()}>
            {way.ordered ? t.revokeOrder : t.giveOrder}
          </Button>
        )
      }
    >
      <div className="stack">
        <p>{section(way)}</p>
        <ol>
          {way.course.steps.map((step, index) => (
            <li key={index}>
              {step.text} <span className="muted">{`${way.people[step.responsible_id] ?? ''}, ${t.days(step.days)}`}</span>
            </li>
          ))}
        </ol>
        <p className="muted">{way.ordered ? t.orderedHint : t.orderHint}</p>
      </div>
    </Drawer>
  );
}
