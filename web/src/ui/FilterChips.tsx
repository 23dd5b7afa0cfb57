import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { kit } from '@/i18n/ru/kit';
import { classes } from './classes';
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
  selected: Id;
  onSelect: (id: Id) => void;
}

/** Ready views of a list: «К регистрации 23 · Просрочено 2 · Все». */
export function Views<Id extends string>({ label, views, selected, onSelect }: ViewsProps<Id>) {
  return (
    <div className="views" role="group" aria-label={label}>
      {views.map((view) => (
        <AriaButton
          key={view.id}
          className={classes('view', view.id === selected && 'chosen')}
          aria-pressed={view.id === selected}
          onPress={() => onSelect(view.id)}
        >
          {view.title}
          {view.count !== undefined && <Badge count={view.count} most={999} tone={view.tone ?? 'plain'} />}
        </AriaButton>
      ))}
    </div>
  );
}
