import { Link as AriaLink } from 'react-aria-components';
import { checkWords } from '@/i18n/ru/checkReport';
import { signWords as t } from '@/i18n/ru/signing';
import { dayNumbers } from '@/lib/dates';
import { Button } from '@/ui/Button';
import { Tag } from '@/ui/Tag';
import { When } from '@/ui/When';
import { fileUrl } from '../card/document';
import type { Card } from '../card/parts';
import { PowerOfAttorney } from './PowerOfAttorney';
import { looks, type Signature } from './verdict';

interface SignatureLineProps {
  card: Card;
  signature: Signature;
  onReport: () => void;
}

/** Who signed as whom, when, with what, and what the last check found. */
export function SignatureLine({ card, signature, onReport }: SignatureLineProps) {
  const { verdict, version_id, file_id, checked_at, basis, level, means, reason_words } = signature;
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
        {checked_at && (
          <span className="muted small">
            {t.checkedAt} <When value={checked_at} moment />
          </span>
        )}
      </div>
      {reason_words && <div className={verdict === 'invalid' ? 'tone-danger small' : 'tone-warn small'}>{reason_words}</div>}
      <div className="muted small">
        {[t.kinds[signature.kind], checkWords.means[means], checkWords.levels[level], version ? t.version(version.no) : t.own].filter((part) => part !== '').join(' · ')}
      </div>
      {basis && <div className="muted small">{t.basis(basis)}</div>}
      {signature.awaits_stamp && <div className="muted small">{checkWords.awaits}</div>}
      <CertificateFacts signature={signature} />
      {signature.certificate && <PowerOfAttorney documentId={card.id} signatureId={signature.id} signerId={signature.signer_id} />}
      <div className="row row-wrap no-print">
        <Button small kind="quiet" onPress={onReport}>
          {checkWords.report}
        </Button>
        {file_id !== null && (
          <AriaLink className="link small" href={fileUrl(file_id)} download>
            {t.signatureFile}
          </AriaLink>
        )}
      </div>
    </li>
  );
}

function CertificateFacts({ signature: { certificate, qualified } }: { signature: Signature }) {
  if (!certificate) return null;
  return (
    <dl className="facts-two small">
      <dt>{t.owner}</dt>
      <dd>{[certificate.owner, certificate.post].filter((part) => part !== '').join(', ')}</dd>
      <dt>{t.certificate}</dt>
      <dd>
        <span className="serial">{certificate.serial}</span>. {t.validity(dayNumbers(certificate.from), dayNumbers(certificate.to))}
        {qualified && `. ${checkWords.qualified}`}
      </dd>
      <dt>{t.issuer}</dt>
      <dd>{certificate.issuer}</dd>
    </dl>
  );
}
