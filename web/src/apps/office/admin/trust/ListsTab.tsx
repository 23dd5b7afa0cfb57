import { useQuery, useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { api, take } from '@/api/client';
import { sendFile } from '@/api/upload';
import { trust as t } from '@/i18n/ru/adminTrust';
import { Button } from '@/ui/Button';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import { Upload } from '@/ui/Upload';
import { When } from '@/ui/When';
import { listsQuery, pointsQuery, type Point, type RevocationList } from './queries';

const largest = 64 * 1024 * 1024;

/** Lists of revoked certificates with their age, and where they come from. */
export function ListsTab() {
  const client = useQueryClient();
  const lists = useQuery(listsQuery);
  const points = useQuery(pointsQuery);
  const renew = () => client.invalidateQueries({ queryKey: ['admin', 'trust'] });
  return (
    <div className="stack trust-tab">
      <p className="muted trust-lead">{t.listsLead}</p>
      <Upload
        label={t.importList}
        accept={['.crl', '.pem', '.der']}
        maxSize={largest}
        send={(file, options) => sendFile<RevocationList>('/api/trust/lists', file, options)}
        onDone={(list) => {
          toast.done(t.imported(list.issuer));
          void renew();
        }}
      />
      {lists.error ? (
        <ErrorBox error={lists.error} onRetry={() => void lists.refetch()} />
      ) : lists.data === undefined ? (
        <Skeleton shape="text" />
      ) : lists.data.items.length === 0 ? (
        <Empty title={t.listsEmpty}>{t.listsEmptyHint}</Empty>
      ) : (
        <ul className="trust-lines" aria-label={t.lists}>
          {lists.data.items.map((list) => (
            <Line key={list.id} list={list} />
          ))}
        </ul>
      )}
      <section className="stack">
        <div className="row row-wrap">
          <h2 className="grow">{t.points}</h2>
          <Button
            icon={RefreshCw}
            onPress={() =>
              void take(api.POST('/api/trust/refresh'))
                .then(() => toast.done(t.refreshing))
                .then(renew)
                .catch((problem: unknown) => toast.failed(problem))
            }
          >
            {t.refresh}
          </Button>
        </div>
        {points.data?.items.length === 0 && <p className="muted">{t.pointsEmpty}</p>}
        <ul className="trust-lines" aria-label={t.points}>
          {points.data?.items.map((point) => (
            <PointLine key={point.id} point={point} />
          ))}
        </ul>
      </section>
    </div>
  );
}

const isLate = ({ next_update: next }: RevocationList) => next !== null && new Date(next) < new Date();

function Line({ list }: { list: RevocationList }) {
  const late = isLate(list);
  return (
    <li>
      <span className="strong">{list.issuer}</span>
      {late && <Tag tone="danger">{t.overdue}</Tag>}
      <span className="muted small">
        {t.listColumns.issued} <When value={list.this_update} moment />
        {list.next_update && (
          <>
            , {t.listColumns.next.toLocaleLowerCase('ru')} <When value={list.next_update} moment />
          </>
        )}
        , {t.revoked(list.entries)}
      </span>
      {list.address && <span className="muted small trust-hash">{list.address}</span>}
    </li>
  );
}

function PointLine({ point }: { point: Point }) {
  const state = point.trouble !== '' ? (t.troubles[point.trouble] ?? point.trouble) : point.list_id === null ? t.pointNew : t.pointOk;
  return (
    <li>
      <span className="trust-hash">{point.address}</span>
      <Tag tone={point.trouble !== '' ? 'danger' : point.list_id === null ? 'plain' : 'done'}>{state}</Tag>
      {point.tried_at && (
        <span className="muted small">
          <When value={point.tried_at} moment />
        </span>
      )}
    </li>
  );
}
