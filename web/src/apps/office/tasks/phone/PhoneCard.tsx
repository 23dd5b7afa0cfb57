import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { ArrowLeft, ChevronLeft, ChevronRight, Clock, Ellipsis, FileQuestion } from 'lucide-react';
import { Suspense, useState } from 'react';
import { phoneWords as t, taskKinds } from '@/i18n/ru/tasks';
import { dayWords, daysBetween, today } from '@/lib/dates';
import { Button, IconButton } from '@/ui/Button';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Menu } from '@/ui/Menu';
import { toast } from '@/ui/Toast';
import { classes } from '@/ui/classes';
import { arrives } from '../../card/flow';
import { cardHref, type Card } from '../../card/parts';
import { cardQuery } from '../../card/queries';
import { useDesk } from '../../card/useDesk';
import { nothingOpen, type Go, type TaskPlace } from '../place';
import type { Task } from '../queues';
import type { Tasks } from '../useTasks';
import { actsOn, type Act } from './acts';
import { PhoneBody } from './PhoneBody';
import { PhoneDocument } from './PhoneDocument';

interface PhoneCardProps {
  id: number;
  tasks: Tasks;
  place: TaskPlace;
  go: Go;
}

/** One decision: what, from whom, by when, who has agreed – and the buttons under the thumb. */
export function PhoneCard({ id, tasks, place, go }: PhoneCardProps) {
  const { data: card, error, refetch } = useQuery(cardQuery(id));
  if (card !== undefined) return <Shown card={card} tasks={tasks} place={place} go={go} />;
  return (
    <section className="exec exec-card" data-pane>
      <Top tasks={tasks} go={go} />
      <div className="exec-scroll">{error === null ? <Skeleton shape="card" count={6} /> : <ErrorBox error={error} onRetry={() => void refetch()} />}</div>
    </section>
  );
}

interface ShownProps {
  card: Card;
  tasks: Tasks;
  place: TaskPlace;
  go: Go;
}

function Shown({ card, tasks, place, go }: ShownProps) {
  const router = useRouter();
  const { current: task } = tasks;
  const { desk, dialog } = useDesk(card.id, {
    openTab: (tab) => void router.navigate({ href: cardHref(card.id, tab) }),
    openCard: (other) => void router.navigate({ href: cardHref(other) }),
    next: tasks.next,
  });
  const { main, rest } = actsOn(card, task, place.about);
  const [busy, setBusy] = useState<string>();
  const run = async (act: Act) => {
    if (busy !== undefined) return;
    setBusy(act.id);
    try {
      await act.run(desk);
    } catch (error) {
      toast.failed(error);
    } finally {
      setBusy(undefined);
    }
  };
  const whole = { id: 'whole', title: t.whole, run: () => void router.navigate({ href: cardHref(card.id) }) };
  const menu = (
    <Menu
      label={t.more}
      trigger={<IconButton icon={Ellipsis} label={t.more} />}
      actions={[...rest.map((act) => ({ id: act.id, title: act.label, danger: act.danger, run: () => void run(act) })), { ...whole, apart: rest.length > 0 }]}
    />
  );
  const closed = tasks.list.isSuccess && task === undefined && place.task !== undefined;
  return (
    <section className="exec exec-card" aria-label={card.summary || card.kind.name} data-pane>
      {place.file === undefined ? (
        <>
          <Top tasks={tasks} go={go}>
            {menu}
          </Top>
          <div className="exec-scroll">
            {closed && (
              <Empty icon={FileQuestion} title={t.gone}>
                {t.goneHint}
              </Empty>
            )}
            <Head card={card} task={task} />
            <PhoneBody card={card} about={task?.subject ?? place.about} desk={desk} onFile={(file) => go({ file })} />
          </div>
        </>
      ) : (
        <PhoneDocument card={card} file={place.file} onFile={(file) => go({ file }, true)} onBack={() => go({ file: undefined })} />
      )}
      <Bar acts={main} busy={busy} onAct={(act) => void run(act)} />
      <Suspense>{dialog}</Suspense>
    </section>
  );
}

/** ‹ 2 из 4 ›. */
function Top({ tasks, go, children }: { tasks: Tasks; go: Go; children?: React.ReactNode }) {
  const { rows, at, open, list } = tasks;
  const step = (by: 1 | -1) => {
    const next = rows[at + by];
    if (next) open(next, true);
  };
  return (
    <header className="exec-top">
      <IconButton icon={ArrowLeft} label={t.back} onPress={() => go(nothingOpen)} />
      {at >= 0 && (
        <div className="exec-steps">
          <IconButton icon={ChevronLeft} label={t.previous} keys="K" disabled={at === 0} onPress={() => step(-1)} />
          <span role="status">{t.place(at + 1, `${rows.length}${list.hasNextPage ? '+' : ''}`)}</span>
          <IconButton icon={ChevronRight} label={t.next} keys="J" disabled={at === rows.length - 1} onPress={() => step(1)} />
        </div>
      )}
      <span className="grow" />
      {children}
    </header>
  );
}

function Head({ card, task }: { card: Card; task: Task | undefined }) {
  const from = arrives(card.flow) ? card.correspondent?.name : card.author && t.brings(card.author.name);
  return (
    <header className="exec-what">
      <div className="exec-line">
        <span className="grow">{card.kind.name}</span>
        {task && task.due_on !== '' && <DueLong verb={taskKinds[task.kind] ?? ''} day={task.due_on} />}
      </div>
      <h1 className="exec-heading">{card.summary || card.kind.name}</h1>
      <p className="exec-from">{[from, card.number !== '' && t.number(card.number)].filter(Boolean).join(' · ')}</p>
    </header>
  );
}

function DueLong({ verb, day }: { verb: string; day: string }) {
  const left = daysBetween(today(), day);
  const words = left < 0 ? t.due.late(dayWords(day)) : left === 0 ? t.due.today(verb) : left === 1 ? t.due.tomorrow(verb) : t.due.until(verb, dayWords(day));
  return (
    <span className={classes('exec-due', left < 0 && 'tone-danger strong', left === 0 && 'tone-warn strong')}>
      <Clock size="1.125em" aria-hidden />
      {words}
    </span>
  );
}

/** The main act over the whole width, the others below it. */
function Bar({ acts, busy, onAct }: { acts: readonly Act[]; busy: string | undefined; onAct: (act: Act) => void }) {
  const [first, ...others] = acts;
  if (first === undefined) return null;
  return (
    <footer className="exec-bar">
      <Button kind="filled" icon={first.icon} busy={busy === first.id} onPress={() => onAct(first)}>
        {first.label}
      </Button>
      {others.length > 0 && (
        <div className="exec-others">
          {others.map((act) => (
            <Button key={act.id} kind={act.danger ? 'danger' : 'outline'} icon={act.icon} busy={busy === act.id} onPress={() => onAct(act)}>
              {act.label}
            </Button>
          ))}
        </div>
      )}
    </footer>
  );
}
