import type { ReactNode } from 'react';
import { orderWords as t } from '@/i18n/ru/assignments';
import { dayWords } from '@/lib/dates';
import { Link } from '@/ui/Button';
import { Timeline, type StepState, type TimelineItem } from '@/ui/Timeline';
import { When } from '@/ui/When';
import { cardHref } from '../card/parts';
import type { Assignment } from './orders';

/** Reports, contributions and changes of the term: every one is kept with its date and its decision. */
export function Happened({ one }: { one: Assignment }) {
  return (
    <>
      <Part title={t.reports} items={one.reports.map(reportItem)} />
      <Part title={t.contributions} items={contributions(one)} />
      <Part title={t.termChanges} items={one.term_changes.map(termItem)} />
    </>
  );
}

function Part({ title, items }: { title: string; items: readonly TimelineItem[] }) {
  if (items.length === 0) return null;
  return (
    <section className="stack order-part">
      <h3>{title}</h3>
      <Timeline label={title} items={items} />
    </section>
  );
}

const states: Readonly<Record<string, StepState>> = { accepted: 'done', granted: 'done', returned: 'failed', refused: 'failed' };

function reportItem(report: Assignment['reports'][number]): TimelineItem {
  const { decision, decided = '', decided_at } = report;
  return {
    id: report.id,
    title: report.kind === 'interim' ? t.interim(report.percent) : t.final,
    who: report.author,
    when: <When value={report.created_at} moment />,
    state: report.kind === 'interim' ? 'done' : (states[decision ?? ''] ?? 'now'),
    children: (
      <Said text={report.text}>
        {report.reply_id !== undefined && <Link href={cardHref(report.reply_id)}>{t.replyDocument}</Link>}
        {decision && <Decided words={decision === 'accepted' ? t.accepted(decided) : t.returned(decided)} at={decided_at} why={report.reason} />}
      </Said>
    ),
  };
}

function termItem(change: Assignment['term_changes'][number]): TimelineItem {
  const { decision, decided = '', decided_at } = change;
  return {
    id: change.id,
    title: t.asks(change.asked, dayWords(change.from), dayWords(change.to)),
    when: <When value={change.asked_at} moment />,
    state: states[decision ?? ''] ?? 'now',
    children: (
      <Said text={change.reason}>
        {change.measures && <div>{t.measures(change.measures)}</div>}
        {change.late && <div className="tone-warn">{t.lateRequest}</div>}
        {decision && <Decided words={decision === 'granted' ? t.granted(decided) : t.refused(decided)} at={decided_at} why={change.answer} />}
      </Said>
    ),
  };
}

function contributions(one: Assignment): TimelineItem[] {
  return one.members.flatMap((member) =>
    member.contributed_at === undefined
      ? []
      : [{ id: member.id, title: member.name, when: <When value={member.contributed_at} moment />, state: 'done' as const, children: member.contribution }],
  );
}

function Said({ text, children }: { text: string; children: ReactNode }) {
  return (
    <div className="stack order-said">
      {text && <p>{text}</p>}
      {children}
    </div>
  );
}

function Decided({ words, at, why }: { words: string; at: string | undefined; why: string | undefined }) {
  return (
    <div className="small">
      {words}
      {at && (
        <>
          {', '}
          <When value={at} moment />
        </>
      )}
      {why && <div>{why}</div>}
    </div>
  );
}
