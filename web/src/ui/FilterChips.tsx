import { ChevronDown, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { kit } from '@/i18n/ru/kit';
import { classes } from './classes';
import { Menu } from './Menu';
import { Badge } from './Tag';
import { TextButton } from './Button';

export interface Filter {
  id: string;
  /** «до 30 ноя», «Минстрой». */
  title: string;
}

interface FilterChipsProps {
  filters: readonly Filter[];
  onRemove: (id: string) => void;
  onClear?: () => void;
  /** A button that adds one: usually a Popover. */
  add?: ReactNode;
}

/** Filters that hold now; each can be taken off. They live in the URL. */
export function FilterChips({ filters, onRemove, onClear, add }: FilterChipsProps) {
  return (
    <div className="row row-wrap" role="group" aria-label={kit.filters}>
      {filters.map((filter) => (
        <AriaButton key={filter.id} className="filter" aria-label={kit.removeFilter(filter.title)} onPress={() => onRemove(filter.id)}>
          {filter.title}
          <X size="1em" aria-hidden />
        </AriaButton>
      ))}
      {add}
      {onClear && filters.length > 1 && <TextButton onPress={onClear}>{kit.clearFilters}</TextButton>}
    </div>
  );
}

export interface ViewItem<Id extends string> {
  id: Id;
  title: string;
  count?: number | undefined;
  tone?: 'plain' | 'danger';
}

interface ViewsProps<Id extends string> {
  label: string;
  views: readonly ViewItem<Id>[];
  selected: Id | undefined;
  onSelect: (id: Id) => void;
  /** Views after the first few wait in a menu, so that the head keeps one line. */
  fold?: boolean;
}

/** As many stand in one line of a list's head beside the menu of the others. */
const inLine = 3;

/** Ready views of a list: «К регистрации 23 · Просрочено 2 · Все · Ещё». */
export function Views<Id extends string>({ label, views, selected, onSelect, fold = false }: ViewsProps<Id>) {
  const folded = fold && views.length > inLine + 1;
  // A chosen view from the menu takes the place of the last one before it.
  const shown = views.findIndex((view) => view.id === selected) < inLine ? inLine : inLine - 1;
  const first = folded ? views.slice(0, shown) : views;
  const rest = folded ? views.slice(shown) : [];
  return (
    <div className="views" role="group" aria-label={label}>
      {first.map((view) => (
        <AriaButton
          key={view.id}
          className={classes('view', view.id === selected && 'chosen')}
          aria-pressed={view.id === selected}
          onPress={() => onSelect(view.id)}
        >
          <ViewTitle view={view} />
        </AriaButton>
      ))}
      {folded && <OtherViews rest={rest} chosen={rest.find((view) => view.id === selected)} onSelect={onSelect} />}
    </div>
  );
}

function ViewTitle<Id extends string>({ view }: { view: ViewItem<Id> }) {
  return (
    <>
      {view.title}
      {view.count !== undefined && <Badge count={view.count} most={999} tone={view.tone ?? 'plain'} />}
    </>
  );
}

interface OtherViewsProps<Id extends string> extends Pick<ViewsProps<Id>, 'onSelect'> {
  rest: readonly ViewItem<Id>[];
  chosen: ViewItem<Id> | undefined;
}

/** The button bears the chosen view's name, so that the line always says what is shown. */
function OtherViews<Id extends string>({ rest, chosen, onSelect }: OtherViewsProps<Id>) {
  const trigger = (
    <AriaButton className={classes('view', chosen && 'chosen')} aria-label={chosen ? kit.otherViewsNow(chosen.title) : kit.otherViews}>
      {chosen ? <ViewTitle view={chosen} /> : kit.otherViews}
      <ChevronDown size="1em" aria-hidden />
    </AriaButton>
  );
  const actions = rest.map(({ id, title, count }) => ({ id, title: count === undefined ? title : kit.counted(title, count), run: () => onSelect(id) }));
  return <Menu label={kit.otherViews} trigger={trigger} actions={actions} />;
}
