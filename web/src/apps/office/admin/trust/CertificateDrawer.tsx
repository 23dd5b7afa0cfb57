import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, take } from '@/api/client';
import { trust as t } from '@/i18n/ru/adminTrust';
import { dayNumbers, momentWords } from '@/lib/dates';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { Button } from '@/ui/Button';
import { Drawer } from '@/ui/Dialog';
import { TextArea } from '@/ui/Field';
import { Banner } from '@/ui/Notice';
import { toast } from '@/ui/Toast';
import type { Certificate } from './queries';

/** What the certificate says, on what ground it is trusted, and the way to end that. */
export function CertificateDrawer({ certificate: one, onClose }: { certificate: Certificate; onClose: () => void }) {
  const [removing, setRemoving] = useState(false);
  const facts: readonly (readonly [string, string])[] = [
    [t.columns.role, t.roles[one.role]],
    [t.facts.issuer, one.issuer],
    [t.facts.period, `${dayNumbers(one.not_before)} – ${dayNumbers(one.not_after)}`],
    [t.facts.serial, one.serial],
    [t.facts.sha256, one.sha256],
    [t.facts.reason, one.reason],
    [t.facts.added, t.by(one.added_by, momentWords(one.added_at))],
    ...(one.removed_at === null
      ? []
      : ([
          [t.facts.removed, t.by(one.removed_by, momentWords(one.removed_at))],
          [t.facts.why, one.removed_reason],
        ] as const)),
  ];
  return (
    <Drawer
      title={one.subject}
      open
      onClose={onClose}
      footer={
        one.removed_at === null && (
          <Button kind="danger" onPress={() => setRemoving(true)}>
            {t.remove}
          </Button>
        )
      }
    >
      {one.source === 'stand' && <Banner tone="warn">{t.standHint}</Banner>}
      <dl className="drawer-facts">
        {facts.map(([name, value]) => (
          <div key={name} className="fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {removing && <RemoveDialog certificate={one} onClose={() => setRemoving(false)} onDone={onClose} />}
    </Drawer>
  );
}

function RemoveDialog({ certificate, onClose, onDone }: { certificate: Certificate; onClose: () => void; onDone: () => void }) {
  const client = useQueryClient();
  const { value, change, clear } = useDraft(`trust-remove:${certificate.id}`, { reason: '' });
  return (
    <ActDialog
      title={t.removeTitle(certificate.subject)}
      action={t.remove}
      kind="danger-filled"
      alert
      onClose={onClose}
      ready={() => value.reason.trim().length >= 3}
      run={async () => {
        await take(api.POST('/api/trust/certificates/{id}/remove', { params: { path: { id: certificate.id } }, body: value }));
        clear();
        await client.invalidateQueries({ queryKey: ['admin', 'trust'] });
        toast.done(t.removed);
        onDone();
      }}
    >
      <p>{t.removeHint}</p>
      <TextArea label={t.removeReason} value={value.reason} onChange={(reason) => change({ reason })} required autoFocus />
    </ActDialog>
  );
}
