import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { api, take } from '@/api/client';
import { trust as t } from '@/i18n/ru/adminTrust';
import { momentWords } from '@/lib/dates';
import { Button } from '@/ui/Button';
import { Confirm } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { toast } from '@/ui/Toast';
import { FormDrawer } from '../FormDrawer';
import { useAdminSearch } from '../useOpen';
import { hostsQuery, type Host } from './queries';

/** Hosts that may be asked; a stranger's certificate may name any other. */
export function HostsTab() {
  const client = useQueryClient();
  const { search, open, close } = useAdminSearch();
  const { data, error, refetch } = useQuery(hostsQuery);
  const [leaving, setLeaving] = useState<Host>();
  const renew = () => client.invalidateQueries({ queryKey: ['admin', 'trust'] });
  return (
    <div className="stack trust-tab">
      <div className="row row-wrap trust-lead">
        <p className="muted grow">{t.hostsLead}</p>
        <Button kind="filled" icon={Plus} keys="C" onPress={() => open('new')}>
          {t.hostAdd}
        </Button>
      </div>
      {error ? (
        <ErrorBox error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton shape="text" />
      ) : data.items.length === 0 ? (
        <Empty title={t.hostsEmpty}>{t.hostsEmptyHint}</Empty>
      ) : (
        <ul className="trust-lines" aria-label={t.hosts}>
          {data.items.map((one) => (
            <li key={one.id}>
              <span className="strong trust-hash">{one.host}</span>
              <span>{one.note}</span>
              <span className="muted small">{t.by(one.added_by, momentWords(one.added_at))}</span>
              <Button small kind="danger" onPress={() => setLeaving(one)}>
                {t.forbid}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {search.open === 'new' && <HostForm onClose={close} renew={renew} />}
      <Confirm
        open={leaving !== undefined}
        onClose={() => setLeaving(undefined)}
        title={t.hostRemoveTitle(leaving?.host ?? '')}
        action={t.forbid}
        kind="danger-filled"
        run={async () => {
          if (leaving === undefined) return;
          await take(api.POST('/api/trust/hosts/{id}/remove', { params: { path: { id: leaving.id } } }));
          toast.done(t.hostRemoved);
          await renew();
        }}
      >
        <p>{t.hostRemoveHint}</p>
      </Confirm>
    </div>
  );
}

function HostForm({ onClose, renew }: { onClose: () => void; renew: () => Promise<void> }) {
  const [host, setHost] = useState('');
  const [note, setNote] = useState('');
  return (
    <FormDrawer
      title={t.hostAdd}
      action={t.hostAdd}
      done={t.hostAdded}
      onClose={onClose}
      incomplete={host.trim() === ''}
      save={async () => {
        await take(api.POST('/api/trust/hosts', { body: { host, note } }));
        await renew();
      }}
    >
      {(texts) => (
        <>
          <Field label={t.host} hint={t.hostHint} value={host} onChange={setHost} error={texts.host} required autoFocus />
          <Field label={t.hostNote} value={note} onChange={setNote} error={texts.note} />
        </>
      )}
    </FormDrawer>
  );
}
