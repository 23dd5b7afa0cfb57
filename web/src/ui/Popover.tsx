import type { ReactElement, ReactNode } from 'react';
import { Dialog as AriaDialog, DialogTrigger, Popover as AriaPopover } from 'react-aria-components';

/** A small panel at a button: «почему эта дата», column choice. */
export function Popover({ label, trigger, children }: { label: string; trigger: ReactElement; children: ReactNode }) {
  return (
    <DialogTrigger>
      {trigger}
      <AriaPopover className="popover" offset={6}>
        <AriaDialog className="popover-body" aria-label={label}>
          {children}
        </AriaDialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
