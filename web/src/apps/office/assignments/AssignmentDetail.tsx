import { Ellipsis } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { controlKinds, orderStates, orderWords as t, verbDialogs } from '@/i18n/ru/assignments';
import { dayWords } from '@/lib/dates';
import { Button, IconButton } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { Tag } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import { When } from '@/ui/When';
import { actions } from '../cardParts';
import type { Card, Desk } from '../card/parts';
import { Happened } from './Happened';
import { assignmentsOf, isOpen, leftWords, refreshOnConflict, toneOf, type Assignment } from './orders';
import { verbsOf, type Verb } from './verbs';
import { Why } from './Why';

/** One assignment in full: its people, its term with all changes, its reports, and (unless bare) what may be done with it. */
export function AssignmentDetail({ card, one, desk, bare = false }: { card: Card; one: Assignment; desk: Desk; bare?: boolean }) {
  return (
    <section className="order-detail stack" aria-label={t.chosen}>
      <div className="row row-wrap">
        <Tag tone={toneOf(one.state)}>{orderStates[one.state]}</Tag>
        <Tag>{one.release ? verbDialogs.releaseDone : controlKinds[one.control]}</Tag>
        {one.urgent && <Tag tone="danger">{t.urgent}</Tag>}
      </div>
      <p className="order-full">{one.text}</p>
      {!bare && <Verbs card={card} one={one} desk={desk} />}
      <OpenParts card={card} one={one} />
      <dl className="facts-two">
        <Term one={one} />
        <People one={one} />
        <Ending one={one} />
      </dl>
      <Happened one={one} />
    </section>
  );
}

/** Why there is no button for the final report. */
function OpenParts({ card, one }: { card: Card; one: Assignment }) {
  const open = assignmentsOf(card).filter((part) => part.parent_id === one.id && isOpen(part)).length;
  const waits = open > 0 && isOpen(one) && one.roles.includes('responsible') && !one.actions.includes('report_final');
  return waits ? <p className="muted small">{t.openParts(open)}</p> : null;
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Term({ one }: { one: Assignment }) {
  const left = leftWords(one);
  return (
    <>
      <Fact title={t.due}>
        <div className="row row-wrap">
          <When value={one.due_on} due={isOpen(one) && one.state !== 'report_submitted'} strong />
          {left && <span className={one.overdue ? 'tone-danger' : 'muted'}>{left}</span>}
        </div>
        {one.why !== '' && <Why why={one.why} basis={one.basis} />}
        {one.statutory && <div className="small muted">{t.law}</div>}
      </Fact>
      {one.first_due_on !== '' && one.first_due_on !== one.due_on && (
        <Fact title={t.firstDue}>
          <When value={one.first_due_on} />
        </Fact>
      )}
    </>
  );
}

function People({ one }: { one: Assignment }) {
  const co = one.members.filter((member) => member.role === 'co_executor');
  const informed = one.members.filter((member) => member.role === 'informed');
  return (
    <>
      <Fact title={t.roles.issuer ?? ''}>{one.issuer.name}</Fact>
      <Fact title={t.roles.responsible ?? ''}>{one.responsible.name}</Fact>
      {co.length > 0 && (
        <Fact title={t.roles.co_executor ?? ''}>
          {co.map((member) => (
            <div key={member.id}>
              {member.name}{' '}
              <span className={member.contributed_at ? 'tone-done small' : 'muted small'}>
                {member.contributed_at ? t.contributed : member.due_on !== '' && isOpen(one) && t.notContributed(dayWords(member.due_on))}
              </span>
            </div>
          ))}
        </Fact>
      )}
      {one.controller && (
        <Fact title={t.roles.controller ?? ''}>
          {one.controller.name}
          {one.controller_accepts && <span className="muted small">, {t.accepts}</span>}
        </Fact>
      )}
      {informed.length > 0 && <Fact title={t.roles.informed ?? ''}>{informed.map(({ name }) => name).join(', ')}</Fact>}
    </>
  );
}

function Ending({ one }: { one: Assignment }) {
  const { release, end_reason, overridden, returns } = one;
  if (!release && !end_reason && !overridden && returns === 0) return null;
  return (
    <Fact title={t.ended}>
      {release && (
        <div>
          {t.released(verbDialogs.releaseKinds[release.kind].toLocaleLowerCase('ru'), release.by)}, <When value={release.at} />
          {release.basis && <div className="muted">{release.basis}</div>}
        </div>
      )}
      {end_reason && <div>{end_reason}</div>}
      {overridden && <div>{t.overridden}</div>}
      {returns > 0 && <div>{t.returns(returns)}</div>}
    </Fact>
  );
}

/** Three buttons, or two and a menu. The first is filled unless the card below has a main button of its own. */
function Verbs({ card, one, desk }: { card: Card; one: Assignment; desk: Desk }) {
  const [busy, setBusy] = useState<string>();
  const verbs = verbsOf(one);
  const main = actions.some((action) => action.primary && card.actions.includes(action.key) && (action.shown?.(card) ?? true));
  if (verbs.length === 0) return null;
  const run = async (verb: Verb) => {
    setBusy(verb.key);
    try {
      await verb.run(card, one, desk);
    } catch (error) {
      refreshOnConflict(card.id)(error);
      toast.failed(error);
    } finally {
      setBusy(undefined);
    }
  };
  const beside = verbs.length > 3 ? 2 : 3;
  const rest = verbs.slice(beside);
  return (
    <div className="row row-wrap no-print" role="group" aria-label={t.verbs}>
      {verbs.slice(0, beside).map((verb, index) => (
        <Button
          key={verb.key}
          kind={index === 0 && !main ? 'filled' : verb.danger ? 'danger' : 'outline'}
          keys={index === 0 ? 'E' : undefined}
          busy={busy === verb.key}
          onPress={() => void run(verb)}
        >
          {verb.label}
        </Button>
      ))}
      {rest.length > 0 && (
        <Menu
          label={t.more}
          trigger={<IconButton icon={Ellipsis} label={t.more} />}
          actions={rest.map((verb) => ({ id: verb.key, title: verb.label, danger: verb.danger, run: () => void run(verb) }))}
        />
      )}
    </div>
  );
}
