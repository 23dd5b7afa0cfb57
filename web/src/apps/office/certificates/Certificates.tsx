import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, take } from '@/api/client';
import { certificates as t } from '@/i18n/ru/certificates';
import { dayNumbers } from '@/lib/dates';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { Button } from '@/ui/Button';
import { TextArea } from '@/ui/Field';
import { ErrorBox, Skeleton } from '@/ui/Notice';
import { Tag, type Tone } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import './certificates.css';
import { certificatesQuery, type PersonCertificate } from './queries';

const tones: Readonly<Record<PersonCertificate['state'], Tone>> = { waiting: 'warn', bound: 'done', unbound: 'plain' };

/** Certificates of a person with what the reader may do about each: the administrator binds and unbinds, he himself looks. */
export function Certificates({ personId, own = false }: { personId: number; own?: boolean }) {
  const { data, error, refetch } = useQuery(certificatesQuery(personId));
  if (error) return <ErrorBox error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton count={2} />;
  if (data.items.length === 0) return <p className="muted">{own ? t.ownEmpty : t.empty}</p>;
  return (
    <ul className="person-certificates">
      {data.items.map((one) => (
        <CertificateItem key={one.id} certificate={one} />
      ))}
    </ul>
  );
}

function CertificateItem({ certificate: one }: { certificate: PersonCertificate }) {
  return (
    <li className="stack">
      <div className="row row-wrap">
        <span className="strong">{one.owner}</span>
        <Tag tone={tones[one.state]}>{t.states[one.state]}</Tag>
        {one.expired && <Tag tone="danger">{t.expired}</Tag>}
        {one.ends_soon && !one.expired && <Tag tone="warn">{t.endsSoon}</Tag>}
      </div>
      <CertificateFacts certificate={one} />
      {one.actions.length > 0 && <CertificateActs certificate={one} />}
    </li>
  );
}

/** What a certificate says, and how that stands to the person and the body. */
export function CertificateFacts({ certificate: one }: { certificate: PersonCertificate }) {
  const decided = one.decided_at === null ? '' : dayNumbers(one.decided_at.slice(0, 10));
  const facts: readonly (readonly [string, string])[] = [
    [t.organization, one.organization],
    [t.issuer, one.issuer],
    [t.serial, one.serial],
    [t.sha256, one.sha256],
    [t.streebog256, one.streebog256],
  ];
  return (
    <>
      <div className="small muted">
        {t.until(dayNumbers(one.not_before.slice(0, 10)), dayNumbers(one.not_after.slice(0, 10)))}
        {one.state !== 'waiting' && ` · ${[one.state === 'bound' ? t.grounds[one.ground] : one.reason, t.decidedBy(one.decided_by, decided)].filter(Boolean).join(', ')}`}
      </div>
      {one.ground !== 'stand' && (
        <p className="small">
          {t.likeness[one.likeness]} {t.offices[one.office]} {one.powered && t.powered}
        </p>
      )}
      <details className="small">
        <summary>{t.details}</summary>
        <dl className="person-certificate-facts">
          {facts
            .filter(([, value]) => value !== '')
            .map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
      </details>
    </>
  );
}

function CertificateActs({ certificate: one }: { certificate: PersonCertificate }) {
  const client = useQueryClient();
  const [unbinding, setUnbinding] = useState(false);
  const bind = async () => {
    try {
      await api.POST('/api/certificates/{id}/bind', { params: { path: { id: one.id } } });
      toast.done(t.bound);
    } catch (problem) {
      toast.failed(problem);
    }
    await client.invalidateQueries({ queryKey: ['admin', 'people'] });
  };
  return (
    <div className="row row-wrap">
      {one.actions.includes('bind') && (
        <Button small onPress={() => void bind()}>
          {one.state === 'waiting' ? t.bind : t.bindAgain}
        </Button>
      )}
      {one.actions.includes('unbind') && (
        <Button small kind="danger" onPress={() => setUnbinding(true)}>
          {t.unbind}
        </Button>
      )}
      {unbinding && <UnbindDialog certificate={one} onClose={() => setUnbinding(false)} />}
    </div>
  );
}

function UnbindDialog({ certificate, onClose }: { certificate: PersonCertificate; onClose: () => void }) {
  const client = useQueryClient();
  const { value, change, clear } = useDraft(`unbind:${certificate.id}`, { reason: '' });
  return (
    <ActDialog
      title={t.unbindTitle(certificate.owner)}
      action={t.unbind}
      kind="danger-filled"
      alert
      onClose={onClose}
      ready={() => value.reason.trim().length >= 3}
      run={async () => {
        await take(api.POST('/api/certificates/{id}/unbind', { params: { path: { id: certificate.id } }, body: value }));
        clear();
        await client.invalidateQueries({ queryKey: ['admin', 'people'] });
        toast.done(t.unbound);
        onClose();
      }}
    >
      <p>{t.unbindLead}</p>
      <TextArea label={t.reason} hint={t.reasonHint} value={value.reason} onChange={(reason) => change({ reason })} required autoFocus />
    </ActDialog>
  );
}
