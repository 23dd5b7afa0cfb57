import { useQuery } from '@tanstack/react-query';
import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link as AriaLink } from 'react-aria-components';
import { api, take } from '@/api/client';
import type { components } from '@/api/schema';
import { checkWords as t } from '@/i18n/ru/checkReport';
import { signWords } from '@/i18n/ru/signing';
import { dayNumbers } from '@/lib/dates';
import { Drawer } from '@/ui/Dialog';
import { Banner, ErrorBox, Skeleton } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { When } from '@/ui/When';
import { fileUrl } from '../card/document';
import { looks, type Signature } from './verdict';
import './signing.css';

type Report = components['schemas']['SigningReport'];
type Signer = components['schemas']['CmsSignerReport'];

interface CheckReportProps {
  cardId: number;
  signature: Signature;
  onClose: () => void;
}

/** Every step of a check in words, and the files on which the verdict rests. */
export default function CheckReport({ cardId, signature, onClose }: CheckReportProps) {
  const { data, error, refetch } = useQuery({
    queryKey: ['card', cardId, 'signature', signature.id],
    queryFn: ({ signal }) => take(api.GET('/api/signatures/{id}/report', { params: { path: { id: signature.id } }, signal })),
  });
  return (
    <Drawer title={t.title} open wide onClose={onClose}>
      {error !== null && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {data ? <Body report={data} signature={signature} /> : error === null && <Skeleton shape="card" count={3} />}
    </Drawer>
  );
}

function Body({ report, signature }: { report: Report; signature: Signature }) {
  const signer = report.report?.signers[0];
  return (
    <div className="stack">
      <div className="stack">
        <div className="row row-wrap">
          <Tag {...looks[report.verdict]}>{signWords.verdicts[report.verdict]}</Tag>
          <span className="strong">{signature.signer_name}</span>
          <span className="muted small">{signature.signer_post}</span>
        </div>
        <p className="muted small">
          {t.checked} <When value={report.checked_at} moment />, {report.checked_by || t.byProgram}
        </p>
        {report.confirmed_at !== report.checked_at && (
          <p className="muted small">
            {t.confirmed} <When value={report.confirmed_at} moment />
          </p>
        )}
      </div>
      {report.reason_words && <Banner tone={looks[report.verdict].tone}>{report.reason_words}</Banner>}
      {report.stand && <Banner tone="warn">{t.stand}</Banner>}
      {report.awaits_stamp && <Banner>{t.awaits}</Banner>}
      {signer && <Steps signer={signer} />}
      {signer && <Chain signer={signer} />}
      {signer && <Revocation signer={signer} />}
      {signer && <Stamps signer={signer} />}
      <Evidence report={report} />
      <Section title={t.conclusion}>
        <p className="report-text small">{report.text}</p>
      </Section>
      {report.earlier.length > 0 && (
        <Section title={t.earlier}>
          <ul className="lines">
            {report.earlier.map((one) => (
              <li key={one.checked_at} className="line small">
                <span>
                  <span className="strong">{signWords.verdicts[one.verdict]}</span>, <When value={one.checked_at} moment />
                </span>
                {one.reason_words && <span className="muted">{one.reason_words}</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="stack" aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

const isStep = (what: string): what is keyof typeof t.step => what in t.step;

function Steps({ signer }: { signer: Signer }) {
  return (
    <Section title={t.steps}>
      <ul className="lines">
        {signer.checks.map((step, index) => (
          <li key={index} className="line">
            <span className="row">
              {step.passed ? <Check size="1.25em" className="tone-done" aria-label={t.passed} /> : <X size="1.25em" className="tone-danger" aria-label={t.failed} />}
              <span>{isStep(step.what) ? t.step[step.what][step.passed ? 'good' : 'bad'] : step.what}</span>
            </span>
            {(step.with || step.at) && (
              <span className="muted small">
                {step.with} {step.at && <When value={step.at} moment />}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** How people call the owner: as the library does, by the person, else the name, else the organisation. */
function owner(name: readonly components['schemas']['PkiAttribute'][]): string {
  const field = (wanted: string) => name.find((one) => one.field === wanted)?.value ?? '';
  return `${field('SN')} ${field('G')}`.trim() || field('CN') || field('O');
}

function Chain({ signer }: { signer: Signer }) {
  if (!signer.chain?.length) return null;
  return (
    <Section title={t.chain}>
      <ol className="lines">
        {signer.chain.map((link) => (
          <li key={link.sha256} className="line">
            <span>{owner(link.subject)}</span>
            <span className="muted small">
              {signWords.validity(dayNumbers(link.not_before), dayNumbers(link.not_after))}. <span className="serial">{link.serial}</span>
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Revocation({ signer }: { signer: Signer }) {
  if (!signer.revocation?.length) return null;
  return (
    <Section title={t.revocation}>
      <ul className="lines">
        {signer.revocation.map((fact) => (
          <li key={`${fact.certificate}-${fact.source}`} className="line">
            <span>
              {fact.certificate}: {t.statuses[fact.status as keyof typeof t.statuses]}
            </span>
            <span className="muted small">
              {t.sources[fact.source as keyof typeof t.sources]}
              {fact.issued && (
                <>
                  , <When value={fact.issued} moment />
                </>
              )}
              {fact.reason && `, ${fact.reason}`}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Stamps({ signer }: { signer: Signer }) {
  if (!signer.time_stamps?.length) return null;
  return (
    <Section title={t.stamps}>
      <ul className="lines">
        {signer.time_stamps.map((stamp) => (
          <li key={stamp.serial} className="line">
            <When value={stamp.time} moment />
            <span className="muted small">{stamp.service && owner(stamp.service.subject)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Evidence({ report }: { report: Report }) {
  if (report.file_id === null) return <p className="muted small">{t.noEvidence}</p>;
  return (
    <Section title={t.evidence}>
      <p className="muted small">{t.evidenceHint}</p>
      <ul className="lines">
        <li className="line">
          <AriaLink className="link" href={fileUrl(report.file_id)} download>
            {t.proof}
          </AriaLink>
        </li>
        {report.evidence.map((piece) => (
          <li key={piece.kind + piece.sha256} className="line">
            <AriaLink className="link" href={`/api/signatures/${report.signature_id}/evidence/${piece.sha256}`} download>
              {t.kinds[piece.kind]}: {piece.name}
            </AriaLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}
