import { useQuery } from '@tanstack/react-query';
import { UserPlus, Users } from 'lucide-react';
import { lazy, Suspense, useDeferredValue, useState } from 'react';
import { people as t } from '@/i18n/ru/admin';
import type { Column } from '@/grid/types';
import { ListItem } from '@/grid/ListItem';
import { Button, TextButton } from '@/ui/Button';
import { Combo } from '@/ui/Combo';
import { Empty } from '@/ui/Notice';
import { SearchField } from '@/ui/Field';
import { Switch } from '@/ui/Choice';
import { Tag } from '@/ui/Tag';
import { CareNotice } from '../../certificates/CareNotice';
import { AdminList } from '../AdminList';
import { Part } from '../Part';
import { mostPeople, peopleQuery, structureQuery, type Employee } from '../queries';
import { useAdminSearch } from '../useOpen';
import { useUnitOptions } from './units';

const HireForm = lazy(() => import('./HireForm'));
const PersonDrawer = lazy(() => import('./PersonDrawer'));

const keyOf = (person: Employee) => person.id;
const fullName = ({ surname, name, patronymic }: Employee) => t.full(surname, name, patronymic);

const columns: readonly Column<Employee>[] = [
  {
    id: 'name',
    title: t.columns.name,
    width: 'minmax(14rem, 2fr)',
    cell: (person) => (
      <span className="row">
        <span className="clip strong" title={fullName(person)}>
          {fullName(person)}
        </span>
        {person.dismissed_at !== null && <Tag>{t.wasDismissed}</Tag>}
      </span>
    ),
  },
  { id: 'post', title: t.columns.post, width: 'minmax(10rem, 2fr)', cell: ({ post }) => <span title={post}>{post}</span> },
  { id: 'unit', title: t.columns.unit, width: 'minmax(10rem, 2fr)', cell: ({ unit }) => <span title={unit}>{unit}</span> },
  { id: 'contacts', title: t.columns.contacts, width: 'minmax(8rem, 1fr)', cell: ({ phone, email }) => <span title={email}>{phone || email}</span> },
];

const item = (person: Employee) => (
  <ListItem
    title={fullName(person)}
    subject={person.post}
    number={person.unit}
    tags={person.dismissed_at !== null && <Tag>{t.wasDismissed}</Tag>}
  />
);

/** People of the body: found by name, opened in a drawer, hired. */
export function PeoplePage() {
  const { search, change, open, close } = useAdminSearch();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed);
  const { data, error, refetch, isPending } = useQuery(peopleQuery({ q, unit: search.unit, dismissed: search.dismissed }));
  const { data: structure } = useQuery(structureQuery);
  const { load, optionOf } = useUnitOptions(structure);
  const rows = data?.items ?? [];
  const reset = () => {
    setTyped('');
    change({ unit: undefined, dismissed: undefined });
  };
  return (
    <Part
      title={t.title}
      action={
        <Button kind="filled" icon={UserPlus} keys="C" onPress={() => open('new')}>
          {t.hire}
        </Button>
      }
      tools={
        <>
          <SearchField label={t.search} value={typed} onChange={setTyped} keys="/" />
          <Combo label={t.unit} load={load} value={optionOf(search.unit)} onChange={(unit) => change({ unit: unit?.id })} />
          <Switch on={search.dismissed ?? false} onChange={(on) => change({ dismissed: on || undefined })}>
            {t.dismissed}
          </Switch>
        </>
      }
    >
      <CareNotice onOpen={open} />
      <AdminList
        label={t.list}
        rows={rows}
        keyOf={keyOf}
        columns={columns}
        item={item}
        loading={isPending}
        error={error}
        onRetry={() => void refetch()}
        onOpen={(person) => open(person.id)}
        empty={
          <Empty icon={Users} title={t.empty} action={<TextButton onPress={reset}>{t.allUnits}</TextButton>}>
            {t.emptyHint}
          </Empty>
        }
      />
      {rows.length >= mostPeople && <p className="list-note muted small">{t.first200}</p>}
      <Suspense>
        {search.open === 'new' && <HireForm onClose={close} onHired={open} />}
        {search.open !== undefined && search.open !== 'new' && <PersonDrawer key={search.open} id={Number(search.open)} onClose={close} />}
      </Suspense>
    </Part>
  );
}
