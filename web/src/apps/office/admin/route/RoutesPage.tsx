import { useQuery } from '@tanstack/react-query';
import { Plus, Route } from 'lucide-react';
import { useMemo } from 'react';
import { routes as t } from '@/i18n/ru/adminRecords';
import { flowWords } from '@/i18n/ru/documents';
import type { Column } from '@/grid/types';
import { ListItem } from '@/grid/ListItem';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { AdminList } from '../AdminList';
import { Part } from '../Part';
import { kindsQuery, routesQuery, type RouteView } from '../queries';
import { useAdminSearch } from '../useOpen';
import { RouteForm } from './RouteForm';

const keyOf = (route: RouteView) => route.id;
const stageNames = (route: RouteView) => route.stages.map((stage) => stage.name).join(' → ');

const Marks = ({ route }: { route: RouteView }) => (
  <>
    {route.required && <Tag tone="accent">{t.required}</Tag>}
    {!route.active && <Tag>{t.off}</Tag>}
  </>
);

const NameCell = ({ route }: { route: RouteView }) => (
  <span className="row">
    <span className="clip strong" title={route.name}>
      {route.name}
    </span>
    <Marks route={route} />
  </span>
);

/** Who agrees on what and in which order. */
export function RoutesPage() {
  const { search, open, close } = useAdminSearch();
  const { data, error, refetch, isPending } = useQuery(routesQuery);
  const { data: kinds } = useQuery(kindsQuery);
  const { columns, item } = useMemo(() => {
    const names = new Map((kinds?.items ?? []).map((kind) => [kind.id, kind.name]));
    const subject = (route: RouteView) => `${flowWords[route.flow]}: ${(route.kind_id !== null && names.get(route.kind_id)) || t.anyKind.toLocaleLowerCase('ru')}`;
    const list: readonly Column<RouteView>[] = [
      { id: 'name', title: t.columns.name, width: 'minmax(12rem, 3fr)', cell: (route) => <NameCell route={route} /> },
      { id: 'for', title: t.columns.for, width: 'minmax(10rem, 2fr)', cell: (route) => <span title={subject(route)}>{subject(route)}</span> },
      { id: 'stages', title: t.columns.stages, width: 'minmax(12rem, 3fr)', cell: (route) => <span title={stageNames(route)}>{stageNames(route)}</span> },
    ];
    return {
      columns: list,
      item: (route: RouteView) => <ListItem title={route.name} subject={stageNames(route)} number={subject(route)} tags={<Marks route={route} />} />,
    };
  }, [kinds]);
  const rows = data?.items ?? [];
  const opened = rows.find((route) => String(route.id) === search.open);
  return (
    <Part
      title={t.title}
      lead={t.running}
      action={
        <Button kind="filled" icon={Plus} keys="C" onPress={() => open('new')}>
          {t.add}
        </Button>
      }
    >
      <AdminList
        label={t.list}
        rows={rows}
        keyOf={keyOf}
        columns={columns}
        item={item}
        loading={isPending}
        error={error}
        onRetry={() => void refetch()}
        onOpen={(route) => open(route.id)}
        empty={
          <Empty icon={Route} title={t.empty}>
            {t.emptyHint}
          </Empty>
        }
      />
      {(opened || search.open === 'new') && <RouteForm key={search.open} route={opened} kinds={kinds?.items ?? []} onClose={close} />}
    </Part>
  );
}
