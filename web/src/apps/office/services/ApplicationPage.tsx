import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { applicationWords as t } from '@/i18n/ru/applications';
import { useAct } from '@/lib/useAct';
import { useKey } from '@/lib/useKeys';
import { Button } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { Banner, ErrorBox, Skeleton } from '@/ui/Notice';
import { Tabs } from '@/ui/Tabs';
import { toast } from '@/ui/Toast';
import { Why } from '../assignments/Why';
import { usePageTitle } from '../shell/pageTitle';
import { Answers, Checklist, Course, Facts } from './cardParts';
import { Ends, Talk } from './cardTalk';
import { buttonsOf, type Verb } from './actions';
import { PaperLies } from './papers';
import { VerbDialog } from './VerbDialog';
import { tabs as tabIds, type Tab } from './place';
import { applicationQuery, type Card } from './queries';
import { StateTag } from './QueuePage';

/** Requests and their answers come with their tab. */
const RequestsTab = lazy(async () => ({ default: (await import('./RequestsTab')).RequestsTab }));

/** The card of an application: what was asked, what the regulation says of it, and what may be done now. */
export function ApplicationPage() {
  const { id } = useParams({ strict: false });
  const { tab = 'answers' }: { tab?: Tab } = useSearch({ strict: false });
  const navigate = useNavigate();
  const { data: card, error, refetch } = useQuery(applicationQuery(Number(id)));
  usePageTitle(card ? `№ ${card.number}` : t.title);
  if (error !== null && card === undefined) return <ErrorBox error={error} onRetry={() => void refetch()} />;
  if (card === undefined) return <Skeleton shape="card" count={4} />;
  const contents: Readonly<Record<Tab, React.ReactNode>> = {
    answers: <Answers card={card} />,
    documents: <Checklist card={card} />,
    requests: (
      <Suspense fallback={<Skeleton shape="table" count={2} />}>
        <RequestsTab card={card} />
      </Suspense>
    ),
    talk: <Talk card={card} />,
    course: <Course card={card} />,
    ends: <Ends card={card} />,
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is scrolled by keys too
    <div className="part-body scroll application" role="region" aria-label={`${card.service}, № ${card.number}`} tabIndex={0}>
      <Link to="/applications/queue" className="row small">
        <ArrowLeft size="1em" aria-hidden />
        {t.back}
      </Link>
      <Head card={card} />
      <Tabs
        label={t.tabList}
        tabs={tabIds.map((one) => ({ id: one, title: t.tabs[one], count: one === 'talk' ? card.messages.length : undefined, content: contents[one] }))}
        selected={tab}
        onSelect={(next) => void navigate({ to: '.', search: { tab: next }, replace: true })}
      />
    </div>
  );
}

function Head({ card }: { card: Card }) {
  const client = useQueryClient();
  return (
    <>
      <header className="application-head">
        <div className="row row-wrap">
          <h1>{card.service}</h1>
          <StateTag state={card.state} />
        </div>
        <p className="muted">№ {card.number}</p>
        <Clock card={card} />
        <Actions card={card} />
      </header>
      {card.cancel && card.cancel.asked_at && (
        <Banner tone="warn">
          <strong>{t.cancelAsked}.</strong> {t.withdrawn(card.cancel.reason)}
        </Banner>
      )}
      {card.before && <Banner tone="warn">{t.before(card.before.number)}</Banner>}
      <PaperLies card={card} onDone={() => void client.invalidateQueries({ queryKey: ['applications'] })} />
      <Facts card={card} />
    </>
  );
}

function Clock({ card }: { card: Card }) {
  const now = card.clock.filter(({ current }) => current);
  return (
    <div className="row row-wrap" role="group" aria-label={t.terms}>
      {(now.length === 0 ? card.clock.slice(-1) : now).map((term) => (
        <div key={term.code} className={term.overdue ? 'application-term late' : 'application-term'}>
          <span>
            {term.title}: <strong>{term.date.split('-').toReversed().join('.')}</strong>
            {term.current && <span className="muted">, {term.stopped ? t.stopped : t.left(term)}</span>}
          </span>
          <Why why={term.why} basis={term.basis} />
        </div>
      ))}
    </div>
  );
}

function Actions({ card }: { card: Card }) {
  const client = useQueryClient();
  const { busy, error, run } = useAct();
  const [open, setOpen] = useState<Verb>();
  const { shown, more } = buttonsOf(card);
  const done = async (words: string) => {
    toast.done(words);
    await Promise.all(['applications', 'interagency'].map((key) => client.invalidateQueries({ queryKey: [key] })));
  };
  const press = (verb: Verb) => {
    if (verb.send === undefined) setOpen(verb);
    else void run(async () => verb.send?.(card.id)).then((well) => (well ? done(verb.done ?? t.done) : undefined));
  };
  return (
    <>
      {error !== undefined && <ErrorBox error={error} />}
      <div className="row row-wrap application-acts">
        {shown.map((verb, at) => (
          <VerbButton key={verb.id} verb={verb} first={at === 0} busy={busy} onPress={() => press(verb)} />
        ))}
        {more.length > 0 && (
          <Menu label={t.more} trigger={<Button>{t.more}</Button>} actions={more.map((verb) => ({ id: verb.id, title: verb.title, run: () => press(verb) }))} />
        )}
      </div>
      {open && (
        <VerbDialog
          card={card}
          verb={open}
          onClose={() => setOpen(undefined)}
          onDone={(words) => {
            setOpen(undefined);
            void done(words);
          }}
        />
      )}
    </>
  );
}

function VerbButton({ verb, first, busy, onPress }: { verb: Verb; first: boolean; busy: boolean; onPress: () => void }) {
  useKey(verb.keys, verb.title, onPress, { enabled: verb.keys !== undefined });
  return (
    <Button kind={first ? 'filled' : 'outline'} busy={busy && first} onPress={onPress} {...(verb.keys ? { keys: verb.keys } : {})}>
      {verb.title}
    </Button>
  );
}
