import { Label, Radio, RadioGroup } from 'react-aria-components';
import { deviceWords as t } from '@/i18n/ru/signingDevices';
import { dayNumbers } from '@/lib/dates';
import type { Certificate, Unfit } from '@/signing/certificate';

interface CertificateListProps {
  listed: readonly { certificate: Certificate; why: Unfit | undefined }[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
  signatory: string;
}

/** Those that suit come first; the others stay in sight with the reason, as their owner looks for them. */
export function CertificateList({ listed, chosen, onChoose, signatory }: CertificateListProps) {
  const ordered = [...listed.filter(({ why }) => why === undefined), ...listed.filter(({ why }) => why !== undefined)];
  return (
    <RadioGroup className="field radios sign-certificates" value={chosen ?? null} onChange={onChoose}>
      <Label className="field-label">{t.certificates}</Label>
      <div className="radio-list">
        {ordered.map(({ certificate, why }) => (
          <Radio key={certificate.id} value={certificate.id} className="radio" isDisabled={why !== undefined}>
            <span className="dot" />
            <span>
              <span className="strong">{certificate.owner}</span>
              <span className="muted"> {t.until(dayNumbers(certificate.to))}</span>
              <span className="option-hint">
                {[certificate.organization, t.issuedBy(certificate.issuer), t.serial(certificate.serial)].filter(Boolean).join(' · ')}
              </span>
              {why && <span className="option-hint sign-unfit">{words(certificate, why, signatory)}</span>}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

function words(certificate: Certificate, why: Unfit, signatory: string): string {
  if (why === 'expired') return t.unfit.expired(dayNumbers(certificate.to));
  return why === 'early' ? t.unfit.early(dayNumbers(certificate.from)) : t.unfit.foreign(signatory);
}
