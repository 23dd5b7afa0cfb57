import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { sendFile } from '@/api/upload';
import { trust as t } from '@/i18n/ru/adminTrust';
import { pagesOf } from '@/grid/pages';
import type { Column } from '@/grid/types';
import { ListItem } from '@/grid/ListItem';
import { dayNumbers, momentWords } from '@/lib/dates';
import { SearchField } from '@/ui/Field';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Tag, type Tone } from '@/ui/Tag';
import { Upload } from '@/ui/Upload';
import { AdminList } from '../AdminList';
import { authoritiesQuery, tslQuery, type Authority, type Tsl } from './queries';
import { tslName, TslPreview } from './TslPreview';

const largest = 128 * 1024 * 1024;
const tones: Readonly<Record<Authority['state'], Tone>> = { accredited: 'done', suspended: 'warn', terminated: 'danger', unknown: 'plain' };

/** The ministry's list: brought as a file, compared, applied; and what it says of the authorities. */
export function TslTab() {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(tslQuery);
  const lists = data?.items ?? [];
  const waiting = lists.find((one) => one.state === 'read');
  const others = lists.filter((one) => one.state !== 'read');
  return (
    <div className="stack trust-tab">
      <p className="muted trust-lead">{t.tslLead}</p>
      <Upload
        label={t.tslFile}
        accept={['.xml']}
        maxSize={largest}
        multiple={false}
        send={(file, options) => sendFile<Tsl>('/api/trust/tsl', file, options)}
        onDone={() => void client.invalidateQueries({ queryKey: ['admin', 'trust'] })}
      />
      {error ? <ErrorBox error={error} onRetry={() => void refetch()} /> : data === undefined && <Skeleton shape="text" />}
      {waiting && <TslPreview key={waiting.id} tsl={waiting} />}
      <Authorities />
      {others.length > 0 && (
        <section className="stack">
          <h2>{t.tslHistory}</h2>
          <ul className="trust-lines">
            {others.map((one) => (
              <Past key={one.id} tsl={one} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Past({ tsl }: { tsl: Tsl }) {
  return (
    <li>
      <span className="strong">{tslName(tsl)}</span>
      <Tag tone={tsl.state === 'applied' ? 'done' : 'plain'}>{t.tslStates[tsl.state]}</Tag>
      <span className="muted small">{tsl.decided_at && t.tslBy(tsl.decided_by, momentWords(tsl.decided_at))}</span>
      <code className="trust-hash small">{tsl.sha256}</code>
    </li>
  );
}

const stateTag = (one: Authority) => <Tag tone={one.gone ? 'danger' : tones[one.state]}>{one.gone ? t.gone : t.accreditation[one.state]}</Tag>;

const columns: readonly Column<Authority>[] = [
  { id: 'name', title: t.authorityColumns.name, width: 'minmax(14rem, 3fr)', cell: (one) => <span className="strong" title={one.name}>{one.name}</span> },
  { id: 'ogrn', title: t.authorityColumns.ogrn, width: '9rem', cell: (one) => one.ogrn },
  { id: 'state', title: t.authorityColumns.state, width: '10rem', cell: stateTag },
  { id: 'since', title: t.authorityColumns.since, width: '7rem', cell: (one) => one.since && dayNumbers(one.since) },
];

const item = (one: Authority) => (
  <ListItem title={one.name} subject={one.ogrn} tags={stateTag(one)} {...(one.since && { number: t.since(dayNumbers(one.since)) })} />
);

function Authorities() {
  const [typed, setTyped] = useState('');
  const list = pagesOf(useInfiniteQuery(authoritiesQuery(useDeferredValue(typed))));
  if (list.rows.length === 0 && typed === '' && !list.error && !list.loading) return null;
  return (
    <section className="stack">
      <h2>{t.authorities}</h2>
      <div className="trust-tools">
        <SearchField label={t.authoritySearch} value={typed} onChange={setTyped} />
      </div>
      <div className="trust-list">
        <AdminList
          label={t.authorities}
          {...list}
          keyOf={(one) => one.id}
          columns={columns}
          item={item}
          pageKeys={false}
          empty={<Empty title={t.nothing}>{t.nothingHint}</Empty>}
        />
      </div>
    </section>
  );
}
