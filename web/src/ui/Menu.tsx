import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { Keyboard, Menu as AriaMenu, MenuItem, MenuTrigger, Popover as AriaPopover, Separator, Text } from 'react-aria-components';
import { keyWords } from '@/lib/keys';
import { classes } from './classes';

export interface Action {
  id: string;
  title: string;
  icon?: LucideIcon;
  /** Shown beside the title; bind it with useKey or on a Button. */
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
  /** A line above this item. */
  apart?: boolean;
  run: () => void;
}

interface MenuProps {
  label: string;
  /** A Button or IconButton of the kit. */
  trigger: ReactElement;
  actions: readonly Action[];
}

export function Menu({ label, trigger, actions }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <AriaPopover className="popover" offset={4}>
        <AriaMenu className="menu" aria-label={label}>
          {actions.flatMap((action) => [
            ...(action.apart ? [<Separator key={`${action.id}-line`} className="menu-line" />] : []),
            <ActionItem key={action.id} action={action} />,
          ])}
        </AriaMenu>
      </AriaPopover>
    </MenuTrigger>
  );
}

function ActionItem({ action }: { action: Action }) {
  const { id, title, icon: Icon, keys, danger, disabled = false, run } = action;
  return (
    <MenuItem id={id} textValue={title} className={classes('menu-item', danger && 'tone-danger')} isDisabled={disabled} onAction={run}>
      {Icon && <Icon size="1.125em" aria-hidden />}
      <Text slot="label">{title}</Text>
      {keys && <Keyboard>{keyWords(keys)}</Keyboard>}
    </MenuItem>
  );
}
