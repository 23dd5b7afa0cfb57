import { useQuery } from '@tanstack/react-query';
import { lazy } from 'react';
import { appealWords as t } from '@/i18n/ru/appeals';
import { Button, TextButton } from '@/ui/Button';
import { ErrorBox, Skeleton } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { When } from '@/ui/When';
import type { Card, Desk } from '../card/parts';
import { AppealForm } from './AppealForm';
import { Due, Letters, Requests } from './letters';
import { FittingWay } from './FittingWay';
import { Offered, PublishedOne } from './publicAnswer';
import { appealQuery, reachable, type Appeal, type Question } from './queries';
import { TrackingCode } from './TrackingCode';
import { VisitsOf } from './VisitsOf';
import './appeals.css';

// What is decided is chosen from the tab and asked in a dialog, which comes when it is opened.
const decisions = () => import('./decisions');
const ConcludeDialog = lazy(async () => ({ default: (await decisions()).ConcludeDialog }));
const ExtendDialog = lazy(async () => ({ default: (await decisions()).ExtendDialog }));
const ForwardDialog = lazy(async () => ({ default: (await decisions()).ForwardDialog }));
const ProlongDialog = lazy(async () => ({ default: (await decisions()).ProlongDialog }));
const WithdrawDialog = lazy(async () => ({ default: (await decisions()).WithdrawDialog }));
const CompareDialog = lazy(async () => ({ default: (await import('./CompareDialog')).CompareDialog }));
const RequalifyDialog = lazy(async () => ({ default: (await import('./RequalifyDialog')).RequalifyDialog }));
const LeaveDialog = lazy(async () => ({ default: (await import('./LeaveDialog')).LeaveDialog }));

interface PartProps {
  appeal: Appeal;
  card: Card;
  desk: Desk;
}

export default function AppealTab({ card, desk }: { card: Card; desk: Desk }) {
  const { data: appeal, error } = useQuery(appealQuery(card.id));
  if (error) return <ErrorBox error={error} />;
  if (!appeal) return <Skeleton shape="list" count={4} />;
  const part = { appeal, card, desk };
  return (
    <div className="stack appeal">
      <Due appeal={appeal} />
      <Kind {...part} />
      <Authors {...part} />
      <Questions {...part} />
      {appeal.routes.map((way) => (
        <FittingWay key={way.route_id} way={way} card={card} desk={desk} />
      ))}
      <Offered {...part} />
      <Letters {...part} />
      <VisitsOf id={card.id} />
      <PublishedOne {...part} />
      {appeal.rating > 0 && (
        <p>
          <Tag tone={appeal.rating < 3 ? 'danger' : 'done'}>{t.rated(appeal.rating)}</Tag> {appeal.rating_text}
        </p>
      )}
      <Requests {...part} />
      <Clock {...part} />
      {appeal.earlier.length > 0 && <EarlierOnes {...part} />}
      <Decisions {...part} />
      {card.number !== '' && appeal.actions.includes('compare') && !['website', 'portal'].includes(appeal.origin) && <TrackingCode id={card.id} />}
    </div>
  );
}

/** One line of words: what it is, and the button that changes it. */
function Kind({ appeal, card, desk }: PartProps) {
  const words = [t.kinds[appeal.kind], t.forms[appeal.form], t.origins[appeal.origin], appeal.collective ? t.collective : t.individual, t.recurrences[appeal.recurrence]];
  const empty = appeal.authors.length === 0;
  return (
    <div className="row row-wrap">
      <p className="grow">
        {words.join(' · ')} <Tag tone="accent">{t.status_[appeal.status]}</Tag>
      </p>
      {appeal.actions.includes('describe') && (
        <Button kind={empty ? 'filled' : 'outline'} onPress={() => desk.show(<AppealForm card={card} appeal={appeal} desk={desk} />)}>
          {empty ? t.fill : t.edit}
        </Button>
      )}
    </div>
  );
}

function Clock({ appeal }: PartProps) {
  if (appeal.clock.length === 0) return null;
  return (
    <section aria-label={t.clock}>
      <h3>{t.clock}</h3>
      <ul className="lines">
        {appeal.clock.map((hand) => (
          <li key={hand.code} className="line">
            <div className="row">
              <span className={hand.current ? 'grow strong' : 'grow'}>{hand.title}</span>
              <span className={hand.current ? 'strong' : 'muted'}>
                <When value={hand.date} />
              </span>
            </div>
            <div className="muted small">
              {hand.why}. {hand.basis}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Authors({ appeal }: PartProps) {
  return (
    <section aria-label={t.authors}>
      <h3>{t.authors}</h3>
      {appeal.authors.length === 0 && <p className="muted">{t.noAuthors}</p>}
      <ul className="lines">
        {appeal.authors.map((author, index) => (
          <li key={index} className="line">
            <span className="strong">
              {author.name} {author.organisation && <Tag>{t.organisation}</Tag>} {appeal.authors.length > 1 && <Reached author={author} first={index === 0} returns={appeal.origin === 'portal'} />}
            </span>
            <span className="muted small">{[author.address, author.email, author.phone, author.status].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
      {appeal.complained_of.length > 0 && (
        <p className="small">
          {t.against}: {appeal.complained_of.map((one) => one.name).join(', ')}
        </p>
      )}
    </section>
  );
}

/** Of several authors: whom the answer goes to, and whom no letter can reach. */
function Reached({ author, first, returns }: { author: Appeal['authors'][number]; first: boolean; returns: boolean }) {
  if (!reachable(author) && !(first && returns)) return <Tag tone="warn">{t.noAddress}</Tag>;
  return first && <Tag tone="accent">{t.getsAnswer}</Tag>;
}

function Questions({ appeal, card, desk }: PartProps) {
  return (
    <section aria-label={t.questions}>
      <h3>{t.questions}</h3>
      {appeal.questions.length === 0 && <p className="muted">{t.noQuestions}</p>}
      <ul className="lines">
        {appeal.questions.map((question) => (
          <li key={question.no} className="line">
            <div className="row row-wrap">
              <span className="grow">
                {question.no}. {question.text}
              </span>
              <Tag tone={question.result === '' ? 'accent' : question.result === 'transferred' ? 'plain' : 'done'}>{t.results[question.result as keyof typeof t.results]}</Tag>
            </div>
            <div className="muted small">{about(question)}</div>
            {question.result === '' && appeal.actions.includes('conclude') && (
              <TextButton onPress={() => desk.show(<ConcludeDialog card={card} no={question.no} desk={desk} />)}>{t.conclude}</TextButton>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const about = (question: Question) =>
  [question.code === '' ? t.noTheme : `${question.code} ${question.theme}`.trim(), question.executor, question.to_body && t.sentTo(question.to_body)].filter(Boolean).join(' · ');

function EarlierOnes({ appeal, card, desk }: PartProps) {
  return (
    <section aria-label={t.earlier}>
      <h3>{t.earlier}</h3>
      <ul className="lines">
        {appeal.earlier.map((one) => (
          <li key={one.document_id} className="line">
            <TextButton onPress={() => desk.openCard(one.document_id)}>{`№ ${one.number} ${one.summary}`}</TextButton>
            <div className="row row-wrap">
              {one.same !== null && <Tag tone={one.same ? 'warn' : 'plain'}>{one.same ? t.same : t.notSame}</Tag>}
              {one.likeness > 0 && <Tag tone="warn">{t.likeness(one.likeness)}</Tag>}
              {one.same_person && <Tag>{one.same_address ? t.samePersonAddress : t.samePerson}</Tag>}
              {one.answered && <Tag tone="done">{t.answered}</Tag>}
              {appeal.actions.includes('compare') && (
                <Button small onPress={() => desk.show(<CompareDialog card={card} earlier={one} desk={desk} />)}>
                  {t.compare}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Decisions({ appeal, card, desk }: PartProps) {
  const may = (action: Appeal['actions'][number]) => appeal.actions.includes(action);
  const requalify = may('requalify') && appeal.origin === 'portal';
  if (!requalify && !(['forward', 'extend', 'leave_unanswered', 'withdraw'] as const).some(may)) return null;
  return (
    <section aria-label={t.decisions}>
      <h3>{t.decisions}</h3>
      <div className="row row-wrap">
        {may('forward') && <Button onPress={() => desk.show(<ForwardDialog card={card} appeal={appeal} desk={desk} />)}>{t.forward}</Button>}
        {may('extend') && <Button onPress={() => desk.show(appeal.kind === 'message' ? <ProlongDialog card={card} desk={desk} /> : <ExtendDialog card={card} desk={desk} />)}>{t.extend}</Button>}
        {may('leave_unanswered') && <Button onPress={() => desk.show(<LeaveDialog card={card} appeal={appeal} desk={desk} />)}>{t.leave}</Button>}
        {requalify && <Button onPress={() => desk.show(<RequalifyDialog card={card} appeal={appeal} desk={desk} />)}>{t.requalify}</Button>}
        {may('withdraw') && <Button onPress={() => desk.show(<WithdrawDialog card={card} desk={desk} />)}>{t.withdraw}</Button>}
      </div>
    </section>
  );
}
