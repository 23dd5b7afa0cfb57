import { Route } from 'lucide-react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { approvalStates, approvalWords as t } from '@/i18n/ru/approval';
import { Link } from '@/ui/Button';
import { Banner, Empty } from '@/ui/Notice';
import { Tag, type Tone } from '@/ui/Tag';
import { When } from '@/ui/When';
import type { Card, Desk } from '../card/parts';
import { Difference } from './Difference';
import { Disagreements } from './Disagreements';
import { RouteView } from './RouteView';
import { currentCycle, tally, versionsOf, visaOf, waitedFor, type Approval } from './visas';
import './approval.css';

const tones: Readonly<Record<Approval['state'], Tone>> = { running: 'accent', returned: 'warn', recalled: 'plain', approved: 'done', withdrawn: 'plain' };

/** The route as it runs: who has agreed, who looks now and since when, who is ahead; what the text was before. */
export default function ApprovalTab({ card, desk }: { card: Card; desk: Desk }) {
  const { current, earlier } = card.approval;
  if (current === undefined) {
    return (
      <Empty icon={Route} title={t.empty}>
        {t.emptyHint}
      </Empty>
    );
  }
  const { now, before } = versionsOf(card);
  const cycle = currentCycle(current);
  const mine = visaOf(card);
  return (
    <div className="stack">
      <Head card={card} approval={current} />
      {mine && <Banner tone="accent">{t.yourVisa}</Banner>}
      {now !== undefined && before !== undefined && (mine !== undefined || current.cycles.length > 1) && <Difference documentId={card.id} from={before} to={now} />}
      {cycle && <RouteView approval={current} cycle={cycle} />}
      <Disagreements card={card} desk={desk} />
      <EarlierCycles approvals={[current, ...earlier]} />
    </div>
  );
}

function Head({ card, approval }: { card: Card; approval: Approval }) {
  const votes = tally(approval);
  const waits = waitedFor(currentCycle(approval));
  return (
    <div className="stack approval-head">
      <div className="row row-wrap">
        <Tag tone={tones[approval.state]}>{approvalStates[approval.state]}</Tag>
        {votes && <span className="strong">{t.votesDone(votes.done, votes.all)}</span>}
        {votes && votes.remarks > 0 && <span className="muted small">{t.withRemarks(votes.remarks)}</span>}
        <span className="grow" />
        <Link href={`/approval-sheet/${card.id}`}>{t.sheet}</Link>
      </div>
      <div className="muted small">
        {approval.route_name} · <When value={approval.started_at} moment />
      </div>
      {approval.state === 'running' && waits.length > 0 && <div>{t.nowWith(waits.map(({ name }) => name).join(', '))}</div>}
    </div>
  );
}

/** Votes for older texts stay to be read. */
function EarlierCycles({ approvals }: { approvals: readonly Approval[] }) {
  const past = approvals.flatMap((approval, index) => (index === 0 ? approval.cycles.slice(0, -1) : approval.cycles).toReversed().map((cycle) => ({ approval, cycle })));
  if (past.length === 0) return null;
  return (
    <section className="stack" aria-label={t.earlier}>
      <h3>{t.earlier}</h3>
      {past.map(({ approval, cycle }) => (
        <Disclosure key={`${approval.id}-${cycle.no}`} className="past-cycle">
          <Heading level={4} className="past-cycle-head">
            <AriaButton slot="trigger" className="text-button">
              {t.cycle(cycle.no, cycle.version_no)}
            </AriaButton>
            {cycle.outcome !== '' && <span className="muted small">{approvalStates[cycle.outcome]}</span>}
          </Heading>
          <DisclosurePanel>
            <RouteView approval={approval} cycle={cycle} />
          </DisclosurePanel>
        </Disclosure>
      ))}
    </section>
  );
}
