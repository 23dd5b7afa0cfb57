import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { meQuery } from '@/api/me';
import { applicationWords as t } from '@/i18n/ru/applications';
import { useAct } from '@/lib/useAct';
import { Button, Link } from '@/ui/Button';
import { Banner, ErrorBox, Skeleton } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { Tag } from '@/ui/Tag';
import type { Desk } from '../card/parts';
import { cardQuery } from '../card/queries';
import type { Card } from './queries';

const SignDialog = lazy(() => import('../signing/SignDialog'));
const PdfDocument = lazy(() => import('@/pdf/PdfDocument'));

const nothing = () => undefined;

/** The paper as it would be signed, below the fields from which it is composed. */
export function Preview({ load }: { load: () => Promise<string> }) {
  const { busy, error, run } = useAct();
  const [pdf, setPdf] = useState<string>();
  return (
    <div className="stack">
      {error !== undefined && <ErrorBox error={error} />}
      <div>
        <Button busy={busy} onPress={() => void run(async () => setPdf(await load()))}>
          {pdf === undefined ? t.preview : t.previewAgain}
        </Button>
      </div>
      {pdf !== undefined && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is scrolled by keys too
        <div className="application-preview pdf-scroll" role="region" aria-label={t.previewOf} tabIndex={0}>
          <Suspense fallback={<Skeleton shape="card" count={3} />}>
            <PdfDocument url={`data:application/pdf;base64,${pdf}`} zoom={1} rotation={0} stamps={[]} onPage={nothing} onPages={nothing} />
          </Suspense>
        </div>
      )}
    </div>
  );
}

/** Who signs: the officer himself stands first where the paper is a notice of his. */
export function SignatoryField({ card, own, value, onChange }: { card: Card; own?: boolean; value: number | null; onChange: (id: number) => void }) {
  const { data: me } = useQuery(meQuery);
  const heads = card.signatories.filter(({ id }) => !own || id !== me?.id);
  const people = own && me ? [{ id: me.id, name: me.name, post: me.post }, ...heads] : heads;
  return (
    <Select label={t.signatory} options={people.map(({ id, name, post }) => ({ id, title: name, hint: post }))} value={value ?? people[0]?.id ?? null} onChange={onChange} required />
  );
}

/** The paper that lies with its signatory; he signs it right here. */
export function PaperLies({ card, onDone }: { card: Card; onDone: () => void }) {
  const { data: me } = useQuery(meQuery);
  const [signing, setSigning] = useState(false);
  const paper = card.papers.find(({ document_id }) => document_id === card.paper_id) ?? card.papers.findLast(({ state }) => state === 'on_signature');
  if (paper === undefined) return null;
  const mine = paper.signatory_id === me?.id && paper.state === 'on_signature';
  return (
    <Banner tone="accent">
      <div className="row row-wrap">
        <span className="grow">
          <strong>{t.paperLies}:</strong> {paper.summary}. {t.signatory}: {paper.signatory.replace(/\.$/, '')}. {paper.state === 'on_signature' ? card.paper_id !== null && t.paperNow : paper.waits_for_journal ? t.paperWaits : t.paperTakesEffect}
        </span>
        {mine ? (
          <Button kind="filled" onPress={() => setSigning(true)}>
            {t.sign}
          </Button>
        ) : (
          paper.visible && <Link href={`/cards/${paper.document_id}`}>{t.openPaper}</Link>
        )}
      </div>
      {signing && (
        <PaperSign
          id={paper.document_id}
          onClose={() => setSigning(false)}
          onDone={() => {
            setSigning(false);
            onDone();
          }}
        />
      )}
    </Banner>
  );
}

/** The dialog of the signature over a card that is not a card of documents. */
export function PaperSign({ id, onClose, onDone }: { id: number; onClose: () => void; onDone: () => void }) {
  const { data: card } = useQuery(cardQuery(id));
  const [over, setOver] = useState<ReactNode>();
  if (card === undefined) return null;
  const desk: Desk = { show: setOver, close: onClose, done: onDone, openTab: nothing, openCard: nothing };
  return <Suspense>{over ?? <SignDialog card={card} desk={desk} />}</Suspense>;
}

/** All papers of an application, with the verdict on their signatures. */
export function Papers({ card }: { card: Card }) {
  return (
    <section className="application-part">
      <h2>{t.papers}</h2>
      {card.papers.length === 0 && <p className="muted">{t.noPapers}</p>}
      {card.papers.map((paper) => (
        <p key={paper.document_id} className="row row-wrap">
          <Tag tone={['refusal', 'intake_refusal'].includes(paper.kind) ? 'danger' : paper.kind === 'suspension' ? 'warn' : 'done'}>{t.paperKinds[paper.kind]}</Tag>
          {paper.number !== '' && <span>№ {paper.number}</span>}
          <span className="muted">
            {t.signatory}: {paper.signatory}
            {paper.verdict !== '' && `, ${t.verdictsOfPaper[paper.verdict]}`}
          </span>
          {paper.visible && <Link href={`/cards/${paper.document_id}`}>{t.openPaper}</Link>}
        </p>
      ))}
    </section>
  );
}
