import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Plus, Waypoints } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { applicationWords as t } from '@/i18n/ru/applications';
import type { Column } from '@/grid/types';
import { ListItem } from '@/grid/ListItem';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Notice';
import { When } from '@/ui/When';
import { AdminList } from '../admin/AdminList';
import { Part } from '../admin/Part';
import { placeOf, type Place } from './place';
import { linesQuery, type RouteLine } from './queries';

const RouteDrawer = lazy(() => import('./RouteDrawer'));

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
      <Suspense>{(adding || opened) && <RouteDrawer key={opened?.id ?? 0} line={adding ? undefined : opened} onClose={close} />}</Suspense>
    </Part>
  );
}
