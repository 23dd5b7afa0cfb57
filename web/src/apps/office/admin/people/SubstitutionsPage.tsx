import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CalendarX, Plus, UserRoundCheck } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { api } from '@/api/client';
import { substitutions as t } from '@/i18n/ru/admin';
import type { Column } from '@/grid/types';
import { ListItem } from '@/grid/ListItem';
import { Button } from '@/ui/Button';
import { Confirm } from '@/ui/Dialog';
import { Empty } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import { AdminList } from '../AdminList';
import { Part } from '../Part';
import { substitutionsQuery, type SubstitutionRow } from '../queries';
import { useAdminSearch } from '../useOpen';
import { periodOf } from './conflicts';

const SubstitutionForm = lazy(() => import('./SubstitutionForm'));

const keyOf = (row: SubstitutionRow) => row.id;
const State = ({ row }: { row: SubstitutionRow }) => (row.in_force ? <Tag tone="done">{t.now}</Tag> : <Tag>{t.later}</Tag>);

const columns: readonly Column<SubstitutionRow>[] = [
  { id: 'principal', title: t.principal, width: 'minmax(10rem, 2fr)', cell: (row) => <span title={row.principal_post}>{row.principal}</span> },
  { id: 'deputy', title: t.deputy, width: 'minmax(10rem, 2fr)', cell: (row) => <span title={row.deputy_post}>{row.deputy}</span> },
  { id: 'period', title: t.periodTitle, width: '13rem', cell: periodOf },
  { id: 'scope', title: t.scope, width: '9rem', cell: (row) => t.scopes[row.scope] },
  { id: 'basis', title: t.basis, width: 'minmax(8rem, 2fr)', cell: (row) => <span title={row.basis}>{row.basis}</span> },
  { id: 'state', title: '', width: '8rem', cell: (row) => <State row={row} /> },
];

const item = (row: SubstitutionRow) => (
  <ListItem title={row.principal} subject={`${t.deputy}: ${row.deputy}`} number={periodOf(row)} tags={<State row={row} />} />
);

/** Orders by which one replaces another; a press on an order ends it before its time. */
export function SubstitutionsPage() {
  const { search, open, close } = useAdminSearch();
  const { data, error, refetch, isPending } = useQuery(substitutionsQuery);
  const client = useQueryClient();
  const [ending, setEnding] = useState<SubstitutionRow>();
  const add = (
    <Button kind="filled" icon={Plus} keys="C" onPress={() => open('new')}>
      {t.add}
    </Button>
  );
  const cancel = async () => {
    if (!ending) return;
    await api.POST('/api/substitutions/{id}/cancel', { params: { path: { id: ending.id } } });
    await client.invalidateQueries({ queryKey: ['admin'] });
    toast.done(t.cancelled);
  };
  return (
    <Part title={t.title} lead={t.signs} action={add}>
      <AdminList
        label={t.list}
        rows={data?.items ?? []}
        keyOf={keyOf}
        columns={columns}
        item={item}
        loading={isPending}
        error={error}
        onRetry={() => void refetch()}
        onOpen={setEnding}
        empty={
          <Empty icon={UserRoundCheck} title={t.empty}>
            {t.emptyHint}
          </Empty>
        }
      />
      <Suspense>{search.open === 'new' && <SubstitutionForm orders={data?.items ?? []} onClose={close} />}</Suspense>
      <Confirm
        open={ending !== undefined}
        onClose={() => setEnding(undefined)}
        title={ending ? t.cancelTitle(ending.deputy, ending.principal) : ''}
        action={t.cancel}
        kind="danger-filled"
        run={cancel}
      >
        {ending && (
          <>
            <p className="row">
              <CalendarX size="1.25em" aria-hidden />
              {periodOf(ending)}, {ending.basis}
            </p>
            <p className="muted">{t.cancelLead}</p>
          </>
        )}
      </Confirm>
    </Part>
  );
}
