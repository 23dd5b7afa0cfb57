import { LoaderCircle, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, Link as AriaLink } from 'react-aria-components';
import { kit } from '@/i18n/ru/kit';
import { ariaKeys, keyWords } from '@/lib/keys';
import { useKey } from '@/lib/useKeys';
import { classes } from './classes';
import { Hint } from './Tooltip';

/** One filled button per view: it is the main action. */
export type ButtonKind = 'filled' | 'outline' | 'quiet' | 'danger' | 'danger-filled';

export interface ButtonProps {
  children: string;
  kind?: ButtonKind;
  icon?: LucideIcon;
  onPress?: () => void;
  /** Binds this shortcut and shows it. */
  keys?: string;
  /** The work is going on: shows it and cannot be pressed twice. */
  busy?: boolean;
  disabled?: boolean;
  /** Why it is disabled, or what exactly it does. */
  hint?: string;
  type?: 'button' | 'submit';
  form?: string;
  small?: boolean;
  wide?: boolean;
  autoFocus?: boolean;
  /** Something after the words: a counter. */
  after?: ReactNode;
}

export function Button({ children, kind = 'outline', icon: Icon, keys, busy = false, disabled = false, ...rest }: ButtonProps) {
  const { onPress, hint, type = 'button', form, small, wide, autoFocus, after } = rest;
  useKey(keys, children, () => onPress?.(), { enabled: !disabled && !busy && onPress !== undefined });
  const button = (
    <AriaButton
      className={classes('button', kind, small && 'small-button', wide && 'wide')}
      type={type}
      isDisabled={disabled}
      isPending={busy}
      form={form}
      onPress={onPress}
      autoFocus={autoFocus}
      aria-keyshortcuts={keys && ariaKeys(keys)}
    >
      {busy ? <LoaderCircle className="spin" size="1.125em" aria-label={kit.busy} /> : Icon && <Icon size="1.125em" aria-hidden />}
      <span className="button-text">{children}</span>
      {after}
      {keys && kind === 'filled' && <kbd aria-hidden>{keyWords(keys)}</kbd>}
    </AriaButton>
  );
  if (hint === undefined && keys === undefined) return button;
  return (
    <Hint text={hint ?? children} keys={keys}>
      {button}
    </Hint>
  );
}

export interface IconButtonProps {
  icon: LucideIcon;
  /** The name: read aloud and shown on hover. */
  label: string;
  onPress?: () => void;
  keys?: string;
  busy?: boolean;
  disabled?: boolean;
  pressed?: boolean;
  small?: boolean;
}

export function IconButton({ icon: Icon, label, onPress, keys, busy = false, disabled = false, pressed, small }: IconButtonProps) {
  useKey(keys, label, () => onPress?.(), { enabled: !disabled && !busy && onPress !== undefined });
  return (
    <Hint text={label} keys={keys}>
      <AriaButton
        className={classes('icon-button', small && 'small-button', pressed && 'pressed')}
        aria-label={label}
        isDisabled={disabled}
        isPending={busy}
        onPress={onPress}
        aria-pressed={pressed}
        aria-keyshortcuts={keys && ariaKeys(keys)}
      >
        {busy ? <LoaderCircle className="spin" size="1.25em" aria-hidden /> : <Icon size="1.25em" aria-hidden />}
      </AriaButton>
    </Hint>
  );
}

/** Looks like a link, acts like a button: «Показать все входящие». */
export function TextButton({ children, onPress }: { children: string; onPress: () => void }) {
  return (
    <AriaButton className="text-button" onPress={onPress}>
      {children}
    </AriaButton>
  );
}

export function Link({ children, href, external }: { children: ReactNode; href: string; external?: boolean }) {
  return (
    <AriaLink className="link" href={href} {...(external ? { target: '_blank', rel: 'noreferrer' } : {})}>
      {children}
    </AriaLink>
  );
}
