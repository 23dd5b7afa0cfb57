import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { catalogue as t } from '@/i18n/ru/catalogue';
import { Button, IconButton } from '@/ui/Button';
import { Tag } from '@/ui/Tag';

interface LinesProps<T> {
  title: string;
  hint?: string;
  items: readonly T[];
  onChange: (items: T[]) => void;
  blank: T;
  name: (item: T) => string;
  tags?: (item: T) => readonly string[];
  disabled: boolean;
  children: (item: T, put: (part: Partial<T>) => void) => ReactNode;
}

/** A list of the passport: each line folded to its name, opened to its fields, moved and removed by buttons. */
export function Lines<T>({ title, hint, items, onChange, blank, name, tags, disabled, children }: LinesProps<T>) {
  const put = (at: number, part: Partial<T>) => onChange(items.map((one, index) => (index === at ? { ...one, ...part } : one)));
  const move = (at: number, by: number) => {
    const next = [...items];
    const [one] = next.splice(at, 1);
    if (one !== undefined) next.splice(at + by, 0, one);
    onChange(next);
  };
  return (
    <section className="lines">
      <header className="lines-head">
        <h2>{title}</h2>
        {!disabled && (
          <Button small icon={Plus} onPress={() => onChange([...items, blank])} hint={`${t.addLine}: ${title}`}>
            {t.addLine}
          </Button>
        )}
      </header>
      {hint && <p className="muted small">{hint}</p>}
      {items.map((item, index) => (
        <Line key={index} begun={name(item).trim() === ''}>
          <summary>
            <span className="grow">{name(item).trim() || t.unnamed}</span>
            {tags?.(item).map((one) => <Tag key={one}>{one}</Tag>)}
          </summary>
          <div className="line-body">
            <fieldset disabled={disabled} className="line-fields">
              <legend className="visually-hidden">{name(item)}</legend>
              {children(item, (part) => put(index, part))}
            </fieldset>
            {!disabled && (
              <div className="row">
                <IconButton small icon={ArrowUp} label={t.up} disabled={index === 0} onPress={() => move(index, -1)} />
                <IconButton small icon={ArrowDown} label={t.down} disabled={index === items.length - 1} onPress={() => move(index, 1)} />
                <IconButton small icon={Trash2} label={t.removeLine} onPress={() => onChange(items.filter((_, at) => at !== index))} />
              </div>
            )}
          </div>
        </Line>
      ))}
    </section>
  );
}

/** A line that is new stands open, and stays so while its name is typed; after that it is its reader who folds it. */
function Line({ begun, children }: { begun: boolean; children: ReactNode }) {
  const [open] = useState(begun);
  return (
    <details className="line-item" open={open}>
      {children}
    </details>
  );
}
