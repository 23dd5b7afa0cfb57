import { deviceWords as t } from '@/i18n/ru/signingDevices';
import { timeOf } from '@/lib/dates';
import type { DeviceKey } from '@/signing/device';
import { plugins } from '@/signing/devices';
import { Button, Link } from '@/ui/Button';
import { Banner, ErrorBox, Skeleton } from '@/ui/Notice';
import { Progress } from '@/ui/Progress';
import { Select } from '@/ui/Select';
import { CertificateList } from './CertificateList';
import { PinForm } from './PinForm';
import type { Act } from './useMeans';

/** With what the text is signed, and what that way wants to know first. */
export function SignWay({ act }: { act: Act }) {
  const { ways, here, way, choose, busy, pin, remote, stage, prepared } = act;
  if (pin) return <PinForm key={pin.again?.left ?? 'first'} pin={pin} />;
  if (remote) return <Phone act={act} />;
  if (stage) return <Progress label={stage === 'server' ? t.checking : t.asking[way === 'rutoken' ? 'rutoken' : 'cryptopro']} />;
  if (way === undefined) return prepared.error ? null : <Progress label={t.lookingForWays} />;
  return (
    <>
      {ways.length > 1 && (
        <Select<DeviceKey>
          label={t.means}
          options={ways.map((key) => ({ id: key, title: t.devices[key], ...(key in plugins && here && !here.includes(key) ? { hint: t.notThere } : {}) }))}
          value={way ?? null}
          onChange={choose}
          disabled={busy}
        />
      )}
      {(way === 'stand' || (way === 'remote' && prepared.data?.stand)) && (
        <Banner tone="warn">
          <span className="strong">{t.stand}</span> {t.standHint}
        </Banner>
      )}
      {way === 'remote' && <p className="muted small">{t.remoteHint}</p>}
      {(way === 'cryptopro' || way === 'rutoken') && <Certificates act={act} />}
    </>
  );
}

function Certificates({ act: { certificates, listed, certificate, pick, prepared } }: { act: Act }) {
  const { isFetching, error, refetch } = certificates;
  if (isFetching) return <Progress label={t.looking} />;
  if (error) return <ErrorBox error={error} onRetry={() => void refetch()} />;
  if (prepared.data === undefined) return <Skeleton shape="list" count={1} />;
  const { surname, name, patronymic } = prepared.data.signer;
  return (
    <>
      <CertificateList listed={listed} chosen={certificate?.id} onChoose={pick} signatory={[surname, name, patronymic].filter(Boolean).join(' ')} />
      {listed.every(({ why }) => why !== undefined) && (
        <Banner tone="warn" action={<Button small onPress={() => void refetch()}>{t.again}</Button>}>
          {t.noneFits}
        </Banner>
      )}
    </>
  );
}

/** The code on the screen and on the phone are the same: so the person sees what he confirms. */
function Phone({ act: { remote, cancel, prepared } }: { act: Act }) {
  return (
    <div className="stack">
      <Progress label={t.remoteWait} />
      <dl className="facts-two">
        <dt>{t.remoteCode}</dt>
        <dd className="sign-code">{remote?.code}</dd>
      </dl>
      <p className="muted small">
        {t.remoteHint} {remote && t.remoteUntil(timeOf(remote.expires_at))}
      </p>
      <div className="sign-buttons">
        {cancel && <Button onPress={cancel}>{t.remoteCancel}</Button>}
        {prepared.data?.stand && (
          <Link external href={`/remote-signer/?signer=person-${prepared.data.signer.person_id}`}>
            {t.standPhone}
          </Link>
        )}
      </div>
    </div>
  );
}
