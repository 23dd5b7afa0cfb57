import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { Link as AriaLink } from 'react-aria-components';
import { api, take } from '@/api/client';
import { poaWords as t } from '@/i18n/ru/poa';
import { dayNumbers } from '@/lib/dates';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { ErrorBox } from '@/ui/Notice';
import { Tag, type Tone } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import { powersQuery, type Finding, type Party, type Person, type PowerView } from './powers';

const AttachPower = lazy(() => import('./AttachPower'));

const tones: Readonly<Record<PowerView['verdict'], Tone>> = { valid: 'done', invalid: 'danger', indeterminate: 'warn' };
const fullName = ({ surname, name, patronymic }: Person) => [surname, name, patronymic].filter((part) => part !== '').join(' ');
const partyName = ({ name, inn }: Party) => [name, inn && t.inn(inn)].filter((part) => part !== '').join(', ');
const mostPowers = 3;

interface PowerOfAttorneyProps {
  documentId: number;
  signatureId: number;
  signerId: number | null;
}

/** The power of attorney on which a signature rests: its fields, what the check found, and the way to bring one. */
export function PowerOfAttorney({ documentId, signatureId, signerId }: PowerOfAttorneyProps) {
  const { me } = useRouteContext({ from: '/shell' });
  const { data, error, refetch } = useQuery(powersQuery(documentId));
  const [attaching, setAttaching] = useState(false);
  // The signer brings his own; for a signature from elsewhere the records office does.
  const mayAttach = me.id === signerId || me.rights.includes('registry.register');
  const power = data?.items.find((one) => one.signature_id === signatureId);
  if (error) return <ErrorBox error={error} onRetry={() => void refetch()} />;
  if (data === undefined || (power === undefined && !mayAttach)) return null;
  return (
    <div className="stack">
      {power && <Facts power={power} />}
      <div className="row row-wrap no-print">
        {mayAttach && (
          <Button small kind="quiet" onPress={() => setAttaching(true)}>
            {power ? t.replace : t.attach}
          </Button>
        )}
        {power && <Recheck power={power} documentId={documentId} />}
      </div>
      {attaching && (
        <Suspense>
          <AttachPower documentId={documentId} signatureId={signatureId} onClose={() => setAttaching(false)} />
        </Suspense>
      )}
    </div>
  );
}

function Recheck({ power, documentId }: { power: PowerView; documentId: number }) {
  const client = useQueryClient();
  const { busy, run } = useAct((problem) => toast.failed(problem));
  const check = () =>
    run(async () => {
      await take(api.POST('/api/powers-of-attorney/{id}/check', { params: { path: { id: power.id } } }));
      await client.invalidateQueries({ queryKey: powersQuery(documentId).queryKey });
      toast.done(t.checked);
    });
  return (
    <>
      <Button small kind="quiet" busy={busy} onPress={() => void check()}>
        {t.check}
      </Button>
      <AriaLink className="link small" href={`/api/powers-of-attorney/${power.id}/file`} download>
        {t.download}
      </AriaLink>
    </>
  );
}

function Facts({ power: { verdict, findings, power } }: { power: PowerView }) {
  const rest = power.items.length - mostPowers;
  const powers = power.items.slice(0, mostPowers).map((item) => [item.code, item.text].filter((part) => part !== '').join(' '));
  return (
    <>
      <div className="row row-wrap">
        <span className="strong small">{t.title}</span>
        <Tag tone={tones[verdict]}>{t.verdicts[verdict]}</Tag>
      </div>
      <Findings findings={findings} />
      <dl className="facts-two small">
        <dt>{t.number}</dt>
        <dd>
          <span className="serial">{power.number}</span>
        </dd>
        <dt>{t.term}</dt>
        <dd>
          {dayNumbers(power.from)} – {dayNumbers(power.to)}
        </dd>
        <dt>{t.principal}</dt>
        <dd>{power.principals.map(partyName).join('; ')}</dd>
        <dt>{t.representative}</dt>
        <dd>{power.representatives.map(fullName).join('; ')}</dd>
        {powers.length > 0 && (
          <>
            <dt>{t.powers}</dt>
            <dd>
              {powers.join('; ')}
              {rest > 0 && ` ${t.more(rest)}`}
            </dd>
          </>
        )}
      </dl>
    </>
  );
}

function Findings({ findings }: { findings: readonly Finding[] }) {
  const tone = { valid: 'muted', invalid: 'tone-danger', indeterminate: 'tone-warn' } as const;
  return findings.map(({ code, weight, words }) => (
    <div key={code} className={`${tone[weight]} small`}>
      {words}
    </div>
  ));
}
