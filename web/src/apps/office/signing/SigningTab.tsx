import { BadgeCheck, PenLine, ShieldAlert, ShieldQuestion, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { Link as AriaLink } from 'react-aria-components';
import { api, take } from '@/api/client';
import type { components } from '@/api/schema';
import { signWords as t } from '@/i18n/ru/signing';
import { dayNumbers } from '@/lib/dates';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Banner, Empty, ErrorBox } from '@/ui/Notice';
import { Tag, type Tone } from '@/ui/Tag';
import { When } from '@/ui/When';
import { fileUrl } from '../card/document';
import type { Card, Desk } from '../card/parts';
import './signing.css';

type Signature = components['schemas']['SigningView'];
type Check = components['schemas']['SigningCheck'];

/** Every signature with its verdict in words, and every refusal with its reason. */
export default function SigningTab({ card, desk }: { card: Card; desk: Desk }) {
  const { signatures, refusals, frozen, demand } = card.signing;
  const [checks, setChecks] = useState<readonly Check[]>([]);
  const { busy, error, run } = useAct();
  const verify = () =>
    run(async () => {
      const { items } = await take(api.POST('/api/documents/{id}/verify-signatures', { params: { path: { id: card.id } } }));
      setChecks(items);
      desk.done(outcome(items));
    });
  return (
    <div className="stack">
      {error !== undefined && <ErrorBox error={error} />}
      {signatures.length === 0 ? (
        <Empty icon={PenLine} title={t.empty}>
          {t.demand[demand]}
        </Empty>
      ) : (
        <>
          {frozen && <p className="muted small">{t.frozen}</p>}
          <ul className="lines" aria-label={t.list}>
            {signatures.map((signature) => (
              <SignatureLine key={signature.id} card={card} signature={signature} trouble={checks.find((check) => check.signature_id === signature.id)?.trouble ?? ''} />
            ))}
          </ul>
          <div className="no-print">
            <Button busy={busy} onPress={() => void verify()}>
              {t.verify}
            </Button>
          </div>
        </>
      )}
      {refusals.length > 0 && (
        <section className="stack" aria-label={t.refusals}>
          <h3>{t.refusals}</h3>
          {refusals.map((refusal) => (
            <Banner key={refusal.id} tone="warn">
              <span className="strong">{refusal.refused_name}</span>, <When value={refusal.refused_at} moment />
              <div>{refusal.reason}</div>
            </Banner>
          ))}
        </section>
      )}
    </div>
  );
}

function outcome(checks: readonly Check[]): string {
  if (checks.some(({ verdict }) => verdict === 'invalid')) return t.verifiedBad;
  return checks.some(({ verdict }) => verdict !== 'valid') ? t.verifiedUnknown : t.verified;
}

const looks: Record<Signature['verdict'], { tone: Tone; icon: LucideIcon }> = {
  valid: { tone: 'done', icon: BadgeCheck },
  invalid: { tone: 'danger', icon: ShieldAlert },
  indeterminate: { tone: 'warn', icon: ShieldQuestion },
  unchecked: { tone: 'warn', icon: ShieldQuestion },
};

const troubles: Readonly<Record<string, string>> = { 'file.damaged': t.damaged, 'file.not_found': t.missing };

function SignatureLine({ card, signature, trouble }: { card: Card; signature: Signature; trouble: string }) {
  const { verdict, certificate, version_id, file_id, checked_at, basis } = signature;
  const version = card.versions.find((one) => one.id === version_id);
  return (
    <li className="line">
      <div className="row row-wrap">
        <span className="strong">{signature.signer_name}</span>
        <span className="muted small">{signature.signer_post}</span>
        <span className="grow" />
        <When value={signature.signed_at} moment />
      </div>
      <div className="row row-wrap">
        <Tag {...looks[verdict]}>{t.verdicts[verdict]}</Tag>
        <span className="small">{t.kinds[signature.kind]}</span>
        <span className="muted small">{version ? t.version(version.no) : t.own}</span>
        {checked_at && (
          <span className="muted small">
            {t.checkedAt} <When value={checked_at} moment />
          </span>
        )}
      </div>
      {basis && <div className="muted small">{t.basis(basis)}</div>}
      {troubles[trouble] && <div className="tone-danger small">{troubles[trouble]}</div>}
      {certificate && (
        <dl className="facts-two small">
          <dt>{t.certificate}</dt>
          <dd>{certificate.serial}</dd>
          <dt>{t.owner}</dt>
          <dd>{certificate.owner}</dd>
          <dt>{t.issuer}</dt>
          <dd>
            {certificate.issuer}. {t.validity(dayNumbers(certificate.from), dayNumbers(certificate.to))}
          </dd>
        </dl>
      )}
      {file_id !== null && (
        <AriaLink className="link small" href={fileUrl(file_id)} download>
          {t.signatureFile}
        </AriaLink>
      )}
    </li>
  );
}
