import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ScrollText } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { audit as t } from '@/i18n/ru/adminWatch';
import { pagesOf } from '@/grid/pages';
import type { Column } from '@/grid/types';
import { ListItem } from '@/grid/ListItem';
import { TextButton } from '@/ui/Button';
import { Empty } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { When } from '@/ui/When';
import { AdminList } from '../AdminList';
import { Part } from '../Part';
import { auditQuery, type AuditRow } from '../queries';
import type { AuditFilter } from './filter';
import { RecordDrawer } from './RecordDrawer';
import { actorOf, actOf, objectOf } from './record';

const AuditFilters = lazy(() => import('./AuditFilters'));

const keyOf = (row: AuditRow) => row.id;
const tones = { denied: 'danger', error: 'warn' } as const;
const ResultTag = ({ row }: { row: AuditRow }) =>
  row.result === 'ok' ? <span className="muted">{t.results.ok}</span> : <Tag tone={tones[row.result]}>{t.results[row.result]}</Tag>;

const columns: readonly Column<AuditRow>[] = [
  { id: 'at', title: t.columns.at, width: '10rem', cell: (row) => <When value={row.at} moment /> },
  { id: 'who', title: t.columns.who, width: 'minmax(9rem, 1fr)', cell: (row) => <span title={row.actor_post}>{actorOf(row)}</span> },
  { id: 'action', title: t.columns.action, width: 'minmax(11rem, 2fr)', cell: (row) => <span className="strong" title={actOf(row)}>{actOf(row)}</span> },
  { id: 'object', title: t.columns.object, width: 'minmax(11rem, 2fr)', cell: (row) => <span title={objectOf(row)}>{objectOf(row)}</span> },
  { id: 'result', title: t.columns.result, width: '8rem', cell: (row) => <ResultTag row={row} /> },
  { id: 'address', title: t.columns.address, width: '8rem', cell: (row) => row.address },
];

const item = (row: AuditRow) => (
  <ListItem title={actOf(row)} subject={objectOf(row)} number={actorOf(row)} when={<When value={row.at} moment />} tags={row.result !== 'ok' && <ResultTag row={row} />} />
);

/** The log of acts, to read only; the filter stands in the URL. */
export function AuditPage() {
  const filter: AuditFilter = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = (part: Partial<AuditFilter>) => void navigate({ to: '.', search: (before: AuditFilter) => ({ ...before, ...part }), replace: true });
  const clear = () => void navigate({ to: '.', search: {} });
  const list = pagesOf(useInfiniteQuery(auditQuery(filter)));
  const [opened, setOpened] = useState<AuditRow>();
  return (
    <Part title={t.title} lead={t.lead} tools={
        <Suspense fallback={<div className="audit-filters" />}>
          <AuditFilters filter={filter} onChange={change} onClear={clear} />
        </Suspense>
      }>
      <AdminList
        label={t.list}
        {...list}
        keyOf={keyOf}
        columns={columns}
        item={item}
        onOpen={setOpened}
        empty={
          <Empty icon={ScrollText} title={t.empty} action={<TextButton onPress={clear}>{t.clear}</TextButton>}>
            {t.emptyHint}
          </Empty>
        }
      />
      {opened && <RecordDrawer row={opened} onClose={() => setOpened(undefined)} />}
    </Part>
  );
}
