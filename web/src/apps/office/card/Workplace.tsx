import { useQueryClient } from '@tanstack/react-query';
import { Inbox, MousePointerClick, Plus } from 'lucide-react';
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import { emptyWords, listWords as t } from '@/i18n/ru/documents';
import { DataGrid } from '@/grid/DataGrid';
import type { RowKey } from '@/grid/entries';
import { Button } from '@/ui/Button';
import { Banner, Empty } from '@/ui/Notice';
import { SplitPane } from '@/ui/SplitPane';
import { CardPane } from './CardPane';
import { DocumentPane } from './DocumentPane';
import { groupsOf } from './groups';
import { ListHead } from './ListHead';
import type { Go, Place } from './place';
import { cardQuery, type Flow, type Row } from './queries';
import { columnsOf, drawRow } from './rows';
import { useRoom } from './useRoom';
import { useRows } from './useRows';
import { useTyped } from './useTyped';
import './card.css';

export interface Create {
  label: string;
  hint?: string;
  run: () => void;
}

interface WorkplaceProps {
  flow: Flow;
  title: string;
  views: readonly string[];
  /** Queues worked from the nearest term; the others show the newest first. */
  byDue: readonly string[];
  place: Place;
  go: Go;
  /** Makes a new one; the button is filled while no card with a main action of its own is open. */
  create?: Create | undefined;
  emptyHint: string;
  /** Between the head of the list and its rows: what is being received. */
  under?: ReactNode;
  /** Acts on several chosen rows. */
  bulk?: (chosen: readonly Row[], clear: () => void) => ReactNode;
}

/** List, card and document side by side; where there is less room, one after the other with a way back. */
export function Workplace(props: WorkplaceProps) {
  const { flow, views, byDue, place, go } = props;
  const box = useRef<HTMLDivElement>(null);
  const room = useRoom(box);
  const { text, typed, setTyped } = useTyped();
  const view = place.view !== undefined && views.includes(place.view) ? place.view : (views[0] ?? 'all');
  const order = place.order ?? (byDue.includes(view) || flow === 'appeal' ? 'due' : 'newest'); // appeals: by the day of the law
  const found = useRows({ flow, view, order, kind: place.kind, year: place.year, due: place.due }, text);
  const { rows } = found;
  const next = useNext(rows, place.card, go);
  const open = place.card !== undefined;
  const table = place.mode === 'table';
  const alone = room === 'one' || table;
  const back = useCallback(() => go({ card: undefined, tab: undefined, doc: undefined }), [go]);

  return (
    <div ref={box} className="panes">
      {open && alone && <h1 className="visually-hidden">{props.title}</h1>}
      {(!open || !alone) && (
        <List {...props} view={view} order={order} text={text} typed={typed} onTyped={setTyped} found={found} wide={!open && table} roomy={room !== 'one'} />
      )}
      {open ? (
        <Opened id={place.card ?? 0} place={place} go={go} beside={room === 'three' || (table && room === 'two')} onBack={alone ? back : undefined} onNext={next} />
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

interface OpenedProps {
  id: number;
  place: Place;
  go: Go;
  /** The document has a place beside the card. */
  beside: boolean;
  onBack: (() => void) | undefined;
  onNext: (() => void) | undefined;
}

function Opened({ id, place, go, beside, onBack, onNext }: OpenedProps) {
  const toTab = useCallback((tab: string) => go({ tab }, true), [go]);
  const toCard = useCallback((card: number) => go({ card, tab: undefined, doc: undefined }), [go]);
  const card = (
    <CardPane
      id={id}
      tab={place.tab}
      onTab={toTab}
      onCard={toCard}
      onNext={onNext}
      onBack={onBack}
      onDocument={beside ? undefined : () => go({ doc: true })}
    />
  );
  if (beside) {
    return (
      <SplitPane name="document" aside={<DocumentPane id={id} />} initial={23} least={16}>
        {card}
      </SplitPane>
    );
  }
  return place.doc ? <DocumentPane id={id} onBack={() => go({ doc: undefined })} /> : card;
}

/** After an act the next document of the queue opens by itself; the last one leaves an empty place. */
function useNext(rows: readonly Row[], card: number | undefined, go: Go) {
  const client = useQueryClient();
  return useCallback(() => {
    const at = rows.findIndex((row) => row.id === card);
    if (at < 0) return;
    const next = rows[at + 1] ?? rows[at - 1];
    if (next) void client.prefetchQuery(cardQuery(next.id));
    go({ card: next?.id, tab: undefined, doc: undefined }, true);
  }, [rows, card, go, client]);
}

interface ListProps extends WorkplaceProps {
  view: string;
  order: 'newest' | 'due';
  text: string;
  typed: string;
  onTyped: (text: string) => void;
  found: ReturnType<typeof useRows>;
  wide: boolean;
  /** The card stands beside the list and follows the place in it. */
  roomy: boolean;
}

function List(props: ListProps) {
  const { flow, title, place, go, view, order, text, found, wide, roomy, create, under, bulk, emptyHint } = props;
  const { rows } = found;
  const searching = text.trim() !== '';
  const groups = useMemo(() => (searching ? undefined : groupsOf(rows, order)), [rows, order, searching]);
  const columns = useMemo(() => (wide ? columnsOf(flow) : undefined), [wide, flow]);
  const [chosen, setChosen] = useState<ReadonlySet<RowKey>>(new Set());
  const byKey = useRef(false);
  const none = { key: '', title: '' };
  const show = (row: Row, replace: boolean) => go({ card: row.id, tab: row.id === place.card ? place.tab : undefined, doc: undefined }, replace);
  const chosenRows = rows.filter((row) => chosen.has(row.id));
  const choosing = bulk && { selected: chosen, onSelect: setChosen };
  return (
    <section className={wide ? 'list-pane list-wide' : 'list-pane'} aria-label={title} data-pane onKeyDownCapture={(event) => (byKey.current = event.code === 'Enter')}>
      <ListHead {...props} create={create && <CreateButton create={create} filled={place.card === undefined} />} />
      {under}
      {found.bounded && rows.length > 0 && (
        <div className="list-note">
          <Banner tone="warn">{t.bounded}</Banner>
        </div>
      )}
      {searching && rows.length > 0 && (
        <p className="list-note muted small" role="status">
          {found.hasMore ? t.foundTitle : t.found(rows.length)}
        </p>
      )}
      <DataGrid
        key={`${view}-${order}-${wide}`}
        label={title}
        rows={rows}
        keyOf={(row) => row.id}
        {...(columns ? { columns } : { item: drawRow })}
        {...(groups ? { groupOf: (row: Row) => groups.get(row.id) ?? none } : {})}
        {...choosing}
        current={place.card}
        onCurrent={(row) => {
          if (roomy && !wide) show(row, true);
        }}
        onOpen={(row) => {
          if (place.card !== row.id) show(row, false);
          if (byKey.current) focusCard();
        }}
        onPreview={(row) => {
          if (place.card !== row.id) show(row, false);
          focusDocument();
        }}
        loading={found.loading}
        error={found.error}
        onRetry={found.retry}
        hasMore={found.hasMore}
        loadingMore={found.loadingMore}
        onEndReached={found.more}
        empty={<Nothing {...props} emptyHint={emptyHint} searching={searching} />}
      />
      {bulk && chosenRows.length > 0 && (
        <footer className="bulk bar" aria-label={t.chosen(chosenRows.length)}>
          <span className="strong" role="status">
            {t.chosen(chosenRows.length)}
          </span>
          <span className="grow" />
          {bulk(chosenRows, () => setChosen(new Set()))}
          <Button kind="quiet" onPress={() => setChosen(new Set())}>
            {t.clearChosen}
          </Button>
        </footer>
      )}
    </section>
  );
}

function CreateButton({ create: { label, hint, run }, filled }: { create: Create; filled: boolean }) {
  return (
    <Button kind={filled ? 'filled' : 'outline'} icon={Plus} keys="C" {...(hint ? { hint } : {})} onPress={run}>
      {label}
    </Button>
  );
}

/** Why there is nothing, and the one thing to do. */
function Nothing({ view, views, place, go, searching, emptyHint }: ListProps & { searching: boolean }) {
  if (searching) {
    return <Empty title={t.nothing}>{t.nothingHint}</Empty>;
  }
  const filtered = place.due !== undefined || place.kind !== undefined || place.year !== undefined;
  if (filtered) {
    return (
      <Empty icon={Inbox} title={t.nothing} action={<Button onPress={() => go({ due: undefined, kind: undefined, year: undefined })}>{t.clearFilters}</Button>} />
    );
  }
  return (
    <Empty icon={Inbox} title={emptyWords[view] ?? t.nothing} action={view !== 'all' && views.includes('all') && <Button onPress={() => go({ view: 'all' })}>{t.toAll}</Button>}>
      {emptyHint}
    </Empty>
  );
}

/** The place in the card where one goes on: its first field, or its tabs. */
function focusCard() {
  requestAnimationFrame(() => {
    const pane = document.querySelector<HTMLElement>('.card-pane');
    pane?.querySelector<HTMLElement>('.tab-panel input, .tab-panel textarea, .tab-panel button, [role=tab][aria-selected=true]')?.focus();
  });
}

function focusDocument() {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.pdf-scroll')?.focus());
}
