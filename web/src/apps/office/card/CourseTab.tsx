import { useInfiniteQuery } from '@tanstack/react-query';
import { courseActs, courseFields, courseWords as t } from '@/i18n/ru/cards';
import { stateWords } from '@/i18n/ru/documents';
import { dayNumbers } from '@/lib/dates';
import { Button } from '@/ui/Button';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Timeline, type StepState, type TimelineItem } from '@/ui/Timeline';
import { When } from '@/ui/When';
import { courseQuery, type Act } from './queries';

interface CourseTabProps {
  id: number;
  part: 'timeline' | 'history';
}

/** The course of a document or the whole log of it, the newest first. */
export default function CourseTab({ id, part }: CourseTabProps) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(courseQuery(id, part));
  if (data === undefined) return error === null ? <Skeleton shape="list" count={5} /> : <ErrorBox error={error} onRetry={() => void refetch()} />;
  const acts = data.pages.flatMap((page) => page.items);
  if (acts.length === 0) return <Empty title={t.empty} />;
  return (
    <div className="stack">
      {part === 'history' && <p className="muted small">{t.historyHint}</p>}
      <Timeline label={part === 'timeline' ? t.label : t.historyLabel} items={acts.map(itemOf)} />
      {hasNextPage && (
        <div>
          <Button busy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {t.more}
          </Button>
        </div>
      )}
    </div>
  );
}

const bad: readonly string[] = ['delivery.failed', 'delivery.refused', 'signature.refused', 'document.annul', 'document.turned_away'];

function stateOf(act: Act): StepState {
  return act.result !== 'ok' || bad.includes(act.action) ? 'failed' : 'done';
}

function itemOf(act: Act): TimelineItem {
  const said = [
    act.on_behalf_of && t.onBehalf(act.on_behalf_of),
    act.basis && t.basis(act.basis),
    ...act.changes.flatMap(({ name, from, to }) => {
      const title = courseFields[name];
      return title === undefined || (from === '' && to === '') ? [] : [[title, t.change(value(from), value(to))].filter(Boolean).join(': ')];
    }),
  ].filter(Boolean);
  return {
    id: act.id,
    title: titleOf(act),
    who: act.actor_id === 0 ? t.system : act.actor,
    when: <When value={act.at} moment />,
    state: stateOf(act),
    children: said.length === 0 ? undefined : said.join(' · '),
  };
}

function titleOf(act: Act): string {
  const words = courseActs[act.action] ?? stateWords[act.to] ?? courseActs['document.changed'] ?? '';
  return act.result === 'ok' ? words : `${words} – ${t.refused}`;
}

const value = (text: string) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? dayNumbers(text) : text);
