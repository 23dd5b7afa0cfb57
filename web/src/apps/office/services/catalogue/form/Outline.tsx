import { CircleAlert, GitBranch, GripVertical, Plus } from 'lucide-react';
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { FormFile } from '@/forms/form';
import { formBuilder as t } from '@/i18n/ru/formBuilder';
import { Button, IconButton } from '@/ui/Button';
import { classes } from '@/ui/classes';
import { Menu } from '@/ui/Menu';
import { menu, type KindId } from './kinds';
import { keyOf, type Place } from './place';
import { dropped, rowsOf, type Row } from './rows';

interface OutlineProps {
  form: FormFile;
  chosen: Place | undefined;
  /** keys of places with mistakes */
  wrong: ReadonlySet<string>;
  disabled: boolean;
  onChoose: (place: Place) => void;
  onAdd: (page: string, parent: string, kind: KindId) => void;
  onAddPage: () => void;
  onStep: (place: Place, by: -1 | 1) => void;
  onRemove: (place: Place) => void;
  onChange: (form: FormFile) => void;
}

interface Drag {
  row: Row;
  over?: Row | undefined;
  behind: boolean;
}

/** Pages and questions in the order of asking; moved by the pointer, by Alt and arrows, or by buttons of the properties. */
export function Outline({ form, chosen, wrong, disabled, onChoose, onAdd, onAddPage, onStep, onRemove, onChange }: OutlineProps) {
  const [drag, setDrag] = useState<Drag>();
  const list = useRef<HTMLUListElement>(null);
  const rows = rowsOf(form);
  const press = (event: KeyboardEvent, row: Row) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    if (by !== undefined) {
      event.preventDefault();
      if (!event.altKey) focusBeside(list.current, row.key, by);
      else if (!disabled) onStep(row.place, by);
    } else if (event.key === 'Delete' && !disabled) onRemove(row.place);
  };
  const over = (event: PointerEvent) => {
    const line = document.elementFromPoint(event.clientX, event.clientY)?.closest('[data-row]');
    const box = line?.getBoundingClientRect();
    const found = rows.find((one) => one.key === line?.getAttribute('data-row'));
    setDrag((now) => now && { ...now, over: found, behind: box ? event.clientY > box.top + box.height / 2 : false });
  };
  const drop = () => {
    if (drag?.over && drag.over.key !== drag.row.key) onChange(dropped(form, drag.row, drag.over, drag.behind));
    setDrag(undefined);
  };
  return (
    <>
      <header className="builder-head">
        <h2 className="grow">{t.outline}</h2>
        {!disabled && (
          <Button small icon={Plus} onPress={onAddPage}>
            {t.addPage}
          </Button>
        )}
      </header>
      {!disabled && <p className="muted small outline-hint">{t.outlineHint}</p>}
      <ul className="outline" ref={list} aria-label={t.outline}>
        {rows.map((row) => (
          <li
            key={row.key}
            data-row={row.key}
            className={classes('outline-row', row.depth === 0 && 'of-page', drag?.row.key === row.key && 'dragged', drag?.over?.key === row.key && drag.row.key !== row.key && (drag.behind ? 'drop-behind' : 'drop-before'))}
            data-depth={Math.min(row.depth, 4)}
          >
            {!disabled && (
              <span
                className="grip"
                aria-hidden
                title={t.drag(row.title)}
                onPointerDown={(event) => {
                  event.preventDefault();
                  event.currentTarget.setPointerCapture(event.pointerId);
                  setDrag({ row, behind: false });
                }}
                onPointerMove={(event) => drag && over(event)}
                onPointerUp={drop}
                onPointerCancel={() => setDrag(undefined)}
              >
                <GripVertical size="1em" />
              </span>
            )}
            <button type="button" className="outline-name" data-key={row.key} aria-current={chosen && keyOf(chosen) === row.key ? 'true' : undefined} onClick={() => onChoose(row.place)} onKeyDown={(event) => press(event, row)}>
              <span className="grow outline-title">{row.title.trim() || t.noTitle}</span>
              {row.conditional && <GitBranch size="1em" role="img" aria-label={t.conditional} />}
              {wrong.has(row.key) && <CircleAlert className="outline-wrong" size="1em" role="img" aria-label={t.mistakes(1)} />}
              {row.kind && <span className="muted small outline-kind">{t.kinds[row.kind]}</span>}
            </button>
            {!disabled && row.holds && (
              <Menu
                label={t.addTo(row.title)}
                trigger={<IconButton small icon={Plus} label={t.addTo(row.title)} />}
                actions={menu.flatMap((part, n) => part.map((kind, at) => ({ id: kind, title: t.kinds[kind], apart: n > 0 && at === 0, run: () => onAdd(row.page, row.place.field ?? '', kind) })))}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function focusBeside(list: HTMLElement | null, key: string, by: number) {
  const names = [...(list?.querySelectorAll<HTMLElement>('.outline-name') ?? [])];
  names[names.findIndex((one) => one.dataset['key'] === key) + by]?.focus();
}
