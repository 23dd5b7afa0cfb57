import { PenLine } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { api, take } from '@/api/client';
import type { components } from '@/api/schema';
import { checkWords } from '@/i18n/ru/checkReport';
import { signWords as t } from '@/i18n/ru/signing';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Banner, Empty, ErrorBox } from '@/ui/Notice';
import { When } from '@/ui/When';
import type { Card, Desk } from '../card/parts';
import { SignatureLine } from './SignatureLine';
import type { Signature } from './verdict';
import './signing.css';

type Check = components['schemas']['SigningCheck'];

const CheckReport = lazy(() => import('./CheckReport'));

/** Every signature with its verdict in words, and every refusal with its reason. */
export default function SigningTab({ card, desk }: { card: Card; desk: Desk }) {
  const { signatures, refusals, frozen, demand } = card.signing;
  const [shown, setShown] = useState<Signature>();
  const { busy, error, run } = useAct();
  const verify = () =>
    run(async () => {
      const { items } = await take(api.POST('/api/documents/{id}/verify-signatures', { params: { path: { id: card.id } } }));
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
          {signatures.some(({ stand }) => stand) && <Banner tone="warn">{checkWords.stand}</Banner>}
          <div className="row row-wrap no-print">
            <span className="muted small grow">{frozen && t.frozen}</span>
            <Button busy={busy} onPress={() => void verify()}>
              {checkWords.check}
            </Button>
          </div>
          <ul className="lines" aria-label={t.list}>
            {signatures.map((signature) => (
              <SignatureLine key={signature.id} card={card} signature={signature} onReport={() => setShown(signature)} />
            ))}
          </ul>
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
      {shown && (
        <Suspense>
          <CheckReport cardId={card.id} signature={shown} onClose={() => setShown(undefined)} />
        </Suspense>
      )}
    </div>
  );
}

function outcome(checks: readonly Check[]): string {
  if (checks.some(({ verdict }) => verdict === 'invalid')) return t.verifiedBad;
  return checks.some(({ verdict }) => verdict !== 'valid') ? t.verifiedUnknown : t.verified;
}
