import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useRouteContext } from '@tanstack/react-router';
import { ClipboardCheck, MousePointerClick } from 'lucide-react';
import { lazy, Suspense, useCallback, useMemo, useRef } from 'react';
import { controlWords as t } from '@/i18n/ru/assignments';
import { DataGrid } from '@/grid/DataGrid';
import { Button } from '@/ui/Button';
import { Empty, Skeleton } from '@/ui/Notice';
import { useRoom } from '../card/useRoom';
import { usePageTitle } from '../shell/pageTitle';
import { ControlHead } from './ControlHead';
import { columns, ControlItem } from './ControlRow';
import { dueGroup, ended } from './dueGroups';
import { filterOf, type ControlPlace, type Go } from './place';
import { controlQuery, scopes, type ControlRow, type Scope } from './queries';
import '../card/card.css';
import './assignments.css';

/** Comes with the first assignment that is opened. */
const CardBeside = lazy(async () => ({ default: (await import('./CardBeside')).CardBeside }));

const route = getRouteApi('/shell/control');

/** «Поручения и контроль»: everything that a person executes, gave, watches or answers for. */
export function ControlPage() {
  usePageTitle(t.title);
  const { me } = useRouteContext({ from: '/shell' });
  const place = route.useSearch();
  const navigate = route.useNavigate();
  const go: Go = useCallback((change, replace = false) => void navigate({ search: (before) => ({ ...before, ...change }), replace }), [navigate]);
  const box = useRef<HTMLDivElement>(null);
  const room = useRoom(box);
  const offered = scopes.filter((scope) => scope !== 'body' || me.rights.includes('assignments.control'));
  const scope = place.scope !== undefined && offered.includes(place.scope) ? place.scope : firstScope(me.rights);
  const list = useInfiniteQuery(controlQuery(filterOf(place, scope)));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const table = place.mode === 'table';
  const alone = room === 'one' || table;
  const open = place.card !== undefined;
  const wide = table && !open;
  return (
    <div ref={box} className="panes">
      {(!open || !alone) && (
        <section className={wide ? 'list-pane list-wide' : 'list-pane'} aria-label={t.title} data-pane>
          <ControlHead offered={offered} scope={scope} place={place} go={go} />
          <DataGrid
            key={`${scope}-${wide}`}
            label={t.title}
            rows={rows}
            keyOf={keyOf}
            {...(wide ? { columns } : { item })}
            groupOf={place.closed ? groupEnded : groupOf}
            current={rows.find((row) => `assignment:${row.id}` === place.about)?.id}
            onCurrent={(row) => {
              if (!alone) show(row, go, true);
            }}
            onOpen={(row) => show(row, go, false)}
            loading={list.isPending}
            error={list.error}
            onRetry={() => void list.refetch()}
            hasMore={list.hasNextPage}
            loadingMore={list.isFetchingNextPage}
            onEndReached={() => void list.fetchNextPage()}
            empty={<Nothing place={place} go={go} />}
          />
        </section>
      )}
      {open ? (
        <Suspense fallback={<Skeleton shape="card" count={6} />}>
          <CardBeside
            key={place.about}
            id={place.card ?? 0}
            opened={{ ...place, tab: place.tab ?? 'resolution' }}
            go={go}
            beside={room === 'three' || (table && room === 'two')}
            onBack={alone ? () => go({ card: undefined, about: undefined, tab: undefined, doc: undefined }) : undefined}
            onNext={() => next(rows, place, go)}
          />
        </Suspense>
      ) : (
        !alone && (
          <div className="pane-empty">
            <Empty icon={MousePointerClick} title={t.openFirst}>
              {t.openFirstHint}
            </Empty>
          </div>
        )
      )}
    </div>
  );
}

const keyOf = (row: ControlRow) => row.id;
const item = (row: ControlRow) => <ControlItem row={row} />;
const groupOf = (row: ControlRow) => dueGroup(row.due_on);
const groupEnded = () => ended;

/** A controller watches, an executive gave, the others execute. */
function firstScope(rights: readonly string[]): Scope {
  if (rights.includes('assignments.control')) return 'body';
  return rights.includes('assignments.issue') ? 'issued' : 'mine';
}

const show = (row: ControlRow, go: Go, replace: boolean) => go({ card: row.document_id, about: `assignment:${row.id}`, tab: undefined, doc: undefined }, replace);

/** After a decision the next assignment of the list opens by itself. */
function next(rows: readonly ControlRow[], place: ControlPlace, go: Go) {
  const at = rows.findIndex((row) => `assignment:${row.id}` === place.about);
  const row = at < 0 ? undefined : (rows[at + 1] ?? rows[at - 1]);
  if (row) show(row, go, true);
  else go({ card: undefined, about: undefined, tab: undefined, doc: undefined }, true);
}

function Nothing({ place, go }: { place: ControlPlace; go: Go }) {
  const filtered = place.due !== undefined || place.state !== undefined || place.control !== undefined || place.closed;
  return (
    <Empty
      icon={ClipboardCheck}
      title={place.due === 'overdue' ? t.emptyOverdue : t.empty}
      action={filtered && <Button onPress={() => go({ due: undefined, state: undefined, control: undefined, closed: undefined })}>{t.clear}</Button>}
    >
      {!filtered && t.emptyHint}
    </Empty>
  );
}
