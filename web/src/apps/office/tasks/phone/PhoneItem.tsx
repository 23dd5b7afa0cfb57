import { useQuery } from '@tanstack/react-query';
import { Check, Clock, MessageSquare, Paperclip } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { orderStates } from '@/i18n/ru/assignments';
import { phoneWords as t, taskKinds, taskWords } from '@/i18n/ru/tasks';
import { dayWords, dueTone } from '@/lib/dates';
import { Tag } from '@/ui/Tag';
import { classes } from '@/ui/classes';
import { tally } from '../../approval/visas';
import { assignmentOf, assignmentsOf, toneOf } from '../../assignments/orders';
import { mainFile } from '../../card/document';
import type { Card } from '../../card/parts';
import { cardQuery } from '../../card/queries';
import type { Task } from '../queues';

interface PhoneItemProps {
  task: Task;
  /** The queue holds several kinds: the row says which. */
  several: boolean;
  /** Its card is fetched ahead: visas and pages are told, and it opens at once. */
  described: boolean;
  onOpen: () => void;
}

/** Kind, term, subject, who: enough to know what is decided. */
export function PhoneItem({ task, several, described, onOpen }: PhoneItemProps) {
  const { data: card } = useQuery({ ...cardQuery(task.document_id), enabled: described });
  const from = [task.correspondent, task.from].filter(Boolean).join(' · ');
  return (
    <AriaButton className="exec-item" onPress={onOpen}>
      <span className="exec-line">
        <span className="grow">{several ? taskKinds[task.kind] : task.document_kind}</span>
        {task.due_on !== '' && <DueShort day={task.due_on} />}
      </span>
      <span className="exec-subject">{task.summary || task.document_kind}</span>
      <span className="exec-from">{from}</span>
      <Foot task={task} card={card} />
    </AriaButton>
  );
}

function DueShort({ day }: { day: string }) {
  const tone = dueTone(day);
  const words = dayWords(day);
  return (
    <span className={classes('exec-due', tone && `tone-${tone} strong`)}>
      {tone && <Clock size="1.125em" aria-hidden />}
      {words.charAt(0).toLocaleUpperCase('ru') + words.slice(1)}
    </span>
  );
}

function Foot({ task, card }: { task: Task; card: Card | undefined }) {
  const pages = card && mainFile(card)?.pages;
  const order = card && assignmentsOf(card).find((one) => one.id === assignmentOf(task.subject));
  return (
    <span className="exec-foot">
      {card && <Visas card={card} />}
      {order && <Tag tone={toneOf(order.state)}>{orderStates[order.state]}</Tag>}
      {task.restricted && <Tag tone="danger">{taskWords.dsp}</Tag>}
      {task.urgent && !task.restricted && <Tag tone="danger">{taskWords.urgent}</Tag>}
      {task.for && <Tag>{taskWords.forOther(task.for)}</Tag>}
      <span className="grow" />
      {pages !== undefined && pages > 0 && (
        <span className="exec-pages">
          <Paperclip size="1.125em" aria-hidden />
          {t.short(pages)}
        </span>
      )}
    </span>
  );
}

/** «6 из 6 виз», «5 из 5 виз, 1 с замечанием». */
export function Visas({ card }: { card: Card }) {
  const votes = tally(card.approval.current);
  if (votes === undefined) return null;
  if (votes.remarks > 0) {
    return (
      <Tag tone="warn" icon={MessageSquare}>
        {t.visasWithRemarks(votes.done, votes.all, votes.remarks)}
      </Tag>
    );
  }
  return votes.done === votes.all ? (
    <Tag tone="done" icon={Check}>
      {t.visas(votes.done, votes.all)}
    </Tag>
  ) : (
    <Tag>{t.visas(votes.done, votes.all)}</Tag>
  );
}
