import { useQuery, useQueryClient } from '@tanstack/react-query';
import { BookUser, Plus } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { api, take } from '@/api/client';
import { correspondents as t } from '@/i18n/ru/adminRecords';
import { channelWords } from '@/i18n/ru/documents';
import type { Column } from '@/grid/types';
import { ListItem } from '@/grid/ListItem';
import { Button } from '@/ui/Button';
import { SearchField } from '@/ui/Field';
import { Empty } from '@/ui/Notice';
import { toast } from '@/ui/Toast';
import { AdminList } from '../AdminList';
import { Part } from '../Part';
import { correspondentsQuery, mostCorrespondents, type Correspondent } from '../queries';
import { useAdminSearch } from '../useOpen';
import { CorrespondentForm } from './CorrespondentForm';

const keyOf = (one: Correspondent) => one.id;
const channels: Readonly<Record<string, string>> = channelWords;

const columns: readonly Column<Correspondent>[] = [
  { id: 'name', title: t.columns.name, width: 'minmax(14rem, 3fr)', cell: (one) => <span className="strong" title={one.name}>{one.name}</span> },
  { id: 'channel', title: t.columns.channel, width: '11rem', cell: (one) => channels[one.channel] ?? one.channel },
  { id: 'email', title: t.columns.email, width: 'minmax(9rem, 2fr)', cell: (one) => <span title={one.email}>{one.email}</span> },
  { id: 'address', title: t.columns.address, width: 'minmax(10rem, 3fr)', cell: (one) => <span title={one.address}>{one.address}</span> },
];

const item = (one: Correspondent) => (
  <ListItem title={one.name} subject={one.email || one.address} number={channels[one.channel] ?? one.channel} />
);

/** Senders and addressees of the body: found by any word of the name. */
export function CorrespondentsPage() {
  const { search, open, close } = useAdminSearch();
  const [typed, setTyped] = useState('');
  const query = useDeferredValue(typed);
  const { data, error, refetch, isPending } = useQuery(correspondentsQuery(query));
  const client = useQueryClient();
  const rows = data?.items ?? [];
  const opened = rows.find((one) => String(one.id) === search.open);
  const put = async (one: Correspondent) => {
    const saved = await take(api.PUT('/api/correspondents/{id}', { params: { path: { id: one.id } }, body: one }));
    await client.invalidateQueries({ queryKey: ['admin', 'correspondents'] });
    return saved;
  };
  const remove = async (one: Correspondent) => {
    close();
    try {
      const removed = await put({ ...one, active: false });
      toast.done(t.removed(one.name), () => void put({ ...removed, active: true }).catch((problem: unknown) => toast.failed(problem)));
    } catch (problem) {
      toast.failed(problem);
    }
  };
  return (
    <Part
      title={t.title}
      action={
        <Button kind="filled" icon={Plus} keys="C" onPress={() => open('new')}>
          {t.add}
        </Button>
      }
      tools={<SearchField label={t.search} value={typed} onChange={setTyped} keys="/" />}
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
        onOpen={(one) => open(one.id)}
        empty={
          <Empty icon={BookUser} title={query === '' ? t.empty : t.nothing}>
            {t.nothingHint}
          </Empty>
        }
      />
      {rows.length >= mostCorrespondents && <p className="list-note muted small">{t.first100}</p>}
      {(opened || search.open === 'new') && (
        <CorrespondentForm key={search.open} was={opened} put={put} onRemove={(one) => void remove(one)} onClose={close} />
      )}
    </Part>
  );
}
