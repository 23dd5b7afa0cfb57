import { useSearch } from '@tanstack/react-router';
import { MessageSquareQuote } from 'lucide-react';
import { useState } from 'react';
import { api } from '@/api/client';
import { orderWords as t, verbWords } from '@/i18n/ru/assignments';
import { useAct } from '@/lib/useAct';
import { Button, Link } from '@/ui/Button';
import { Banner, Empty, ErrorBox } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { Tree, type TreeNode } from '@/ui/Tree';
import { When } from '@/ui/When';
import { fileUrl } from '../card/document';
import type { Card, Desk } from '../card/parts';
import { AssignmentDetail } from './AssignmentDetail';
import { OrderLine } from './OrderLine';
import { assignmentOf, assignmentsOf, firstToShow, isOpen, refreshOnConflict, type Assignment, type Resolution } from './orders';
import { verbsOf } from './verbs';
import './assignments.css';

/** Resolutions on the document, their trees of assignments, and the one of them that is looked at. */
export default function ResolutionTab({ card, desk }: { card: Card; desk: Desk }) {
  const { about } = useSearch({ strict: false });
  const all = assignmentsOf(card);
  const [picked, setPicked] = useState<number>();
  const chosen = all.find((one) => one.id === picked) ?? firstToShow(all, assignmentOf(about));
  const { resolutions } = card.orders;
  if (resolutions.length === 0) {
    return (
      <Empty icon={MessageSquareQuote} title={t.empty}>
        {t.emptyHint}
      </Empty>
    );
  }
  return (
    <div className="stack">
      {all.filter(proposes).map((one) => (
        <Proposal key={one.id} card={card} one={one} desk={desk} />
      ))}
      {resolutions.map((resolution) => (
        <ResolutionBlock key={resolution.id} card={card} desk={desk} resolution={resolution} chosen={chosen?.id} onChoose={setPicked} />
      ))}
      {chosen && chosen.state !== 'draft' ? (
        <AssignmentDetail key={chosen.id} card={card} one={chosen} desk={desk} />
      ) : (
        all.some((one) => one.state !== 'draft') && <p className="muted small">{t.choose}</p>
      )}
    </div>
  );
}

const proposes = (one: Assignment) => one.release_proposed_by !== undefined && one.actions.some((act) => act === 'release' || act === 'accept');

/** The reply has been sent: the control may end, but never by itself. */
function Proposal({ card, one, desk }: { card: Card; one: Assignment; desk: Desk }) {
  const verb = verbsOf(one).find(({ key }) => key === 'release' || key === 'accept');
  const { busy, error, run } = useAct(refreshOnConflict(card.id));
  if (verb === undefined) return null;
  const release = verb.key === 'release';
  return (
    <>
      <Banner
        tone="accent"
        action={
          <Button small busy={busy} onPress={() => void run(async () => verb.run(card, one, desk))}>
            {verbWords[verb.key]}
          </Button>
        }
      >
        <span className="strong">{release ? t.proposal : t.proposalAccept}</span>
        <div className="muted small">{one.text}</div>
      </Banner>
      {error !== undefined && <ErrorBox error={error} />}
    </>
  );
}

interface BlockProps {
  card: Card;
  desk: Desk;
  resolution: Resolution;
  chosen: number | undefined;
  onChoose: (id: number) => void;
}

function ResolutionBlock({ card, desk, resolution, chosen, onChoose }: BlockProps) {
  const { author, prepared, signed, acting, basis, note, paper, scan_id, signed_at, state } = resolution;
  const nodes = branches(resolution.items, undefined, chosen);
  return (
    <section className="resolution" aria-label={`${t.resolve}: ${author.name}`}>
      <header className="resolution-head">
        <div className="row row-wrap">
          <span className="strong">{signed?.name ?? author.name}</span>
          <span className="muted small">{acting && signed ? t.acting(author.post ?? '') : author.post}</span>
          <span className="grow" />
          {state === 'disowned' && <Tag tone="danger">{t.notConfirmed}</Tag>}
          {state === 'draft' ? <Tag tone="warn">{t.draft}</Tag> : signed_at && <When value={signed_at} moment />}
        </div>
        {acting && (
          <div className="muted small">
            {t.actingFor(author.name)}
            {basis && `. ${t.basis(basis)}`}
          </div>
        )}
        {state === 'draft' && <div className="muted small">{t.draftBy(prepared.name)}</div>}
        {paper && (
          <div className="row row-wrap small">
            <Tag>{t.paper}</Tag>
            {signed && !acting && prepared.id !== author.id && <span className="muted">{t.enteredBy(prepared.name)}</span>}
            {scan_id !== undefined && (
              <Link href={fileUrl(scan_id)} external>
                {t.scan}
              </Link>
            )}
          </div>
        )}
        {resolution.actions.includes('disown') && <Banner tone="accent">{t.inYourName(prepared.name)}</Banner>}
        {note && (
          <Banner>
            <span className="strong">{t.note}: </span>
            {note}
          </Banner>
        )}
      </header>
      <Tree label={t.tree} nodes={nodes} expanded={openBranches(resolution.items)} onOpen={(id) => onChoose(Number(id))} />
      {resolution.actions.includes('discard') && <Discard card={card} desk={desk} resolution={resolution} />}
    </section>
  );
}

/** Ended branches are folded. */
const openBranches = (items: readonly Assignment[]) => items.filter((one) => isOpen(one) || one.state === 'draft').map(({ id }) => id);

function branches(items: readonly Assignment[], parent: number | undefined, chosen: number | undefined): TreeNode[] {
  return items
    .filter((one) => one.parent_id === parent)
    .map((one) => ({
      id: one.id,
      title: `${one.responsible.name}: ${one.text}`,
      content: <OrderLine one={one} chosen={one.id === chosen} />,
      own: one.roles.includes('responsible') || one.roles.includes('co_executor'),
      done: one.state === 'executed' || one.state === 'cancelled',
      children: branches(items, one.id, chosen),
    }));
}

function Discard({ card, desk, resolution }: { card: Card; desk: Desk; resolution: Resolution }) {
  const { busy, error, run } = useAct(refreshOnConflict(card.id));
  const discard = () =>
    run(async () => {
      await api.POST('/api/resolutions/{id}/discard', { params: { path: { id: resolution.id } }, body: { version: resolution.version } });
      desk.done(t.discarded);
    });
  return (
    <>
      {error !== undefined && <ErrorBox error={error} />}
      <div className="no-print">
        <Button small kind="danger" busy={busy} onPress={() => void discard()}>
          {t.discard}
        </Button>
      </div>
    </>
  );
}
