import { routeWords as t } from '@/i18n/ru/documents';
import { kit } from '@/i18n/ru/kit';
import { Timeline, type StepState, type TimelineItem } from '@/ui/Timeline';
import { When } from '@/ui/When';
import type { Card } from '../card/parts';

/** How far the letter is: 0 is before registration. */
const steps: Readonly<Record<string, number>> = {
  received: 0,
  registered: 1,
  with_executive: 1,
  resolved: 2,
  in_execution: 2,
  executed: 3,
  for_information: 3,
  filed: 4,
};

const Until = ({ day }: { day: string }) => (
  <>
    {t.until} <When value={day} />
  </>
);

/** Where the letter is on its way; only what is known is told. */
export function Route({ card }: { card: Card }) {
  const at = steps[card.state];
  if (at === undefined) return null;
  const state = (step: number): StepState => (step < at ? 'done' : step === at ? 'now' : 'waiting');
  const now = (step: number) => (step === at ? kit.now : undefined);
  const items: readonly TimelineItem[] = [
    {
      id: 0,
      title: t.registration,
      who: card.registrar?.name,
      when: card.registered_at ? <When value={card.registered_at} moment /> : card.due_on === '' ? now(0) : <Until day={card.due_on} />,
      state: state(0),
    },
    { id: 1, title: t.consideration, who: card.addressee && `${card.addressee.name}, ${card.addressee.post}`, when: now(1), state: state(1) },
    {
      id: 2,
      title: t.execution,
      when: card.due_on === '' || at === 0 ? now(2) : <Until day={card.due_on} />,
      state: state(2),
    },
    { id: 3, title: t.filing, who: card.case && `${card.case.index} ${card.case.title}`, when: card.filed_at ? <When value={card.filed_at} /> : now(3), state: state(3) },
  ];
  return (
    <section className="route">
      <h3>{t.title}</h3>
      <Timeline label={t.title} items={items} />
    </section>
  );
}
