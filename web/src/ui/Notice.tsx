import { CircleAlert, CircleCheck, Info, TriangleAlert, WandSparkles, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { errorCode, errorText } from '@/i18n/errorText';
import { kit } from '@/i18n/ru/kit';
import { Button } from './Button';
import { classes } from './classes';
import type { Tone } from './Tag';

const icons: Record<Tone, LucideIcon> = {
  plain: Info,
  accent: Info,
  warn: TriangleAlert,
  danger: CircleAlert,
  done: CircleCheck,
  robot: WandSparkles,
};

interface BannerProps {
  tone?: Tone;
  icon?: LucideIcon;
  children: ReactNode;
  /** A quiet button at the right end. */
  action?: ReactNode;
}

/** A remark about the whole card or page. */
export function Banner({ tone = 'plain', icon, children, action }: BannerProps) {
  const Icon = icon ?? icons[tone];
  return (
    <div className={`banner tag-${tone}`} role={tone === 'danger' ? 'alert' : 'status'}>
      <Icon size="1.25em" aria-hidden />
      <div className="grow banner-text">{children}</div>
      {action}
    </div>
  );
}

/** A part of the page did not come: what happened, and again. */
export function ErrorBox({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const code = errorCode(error);
  return (
    <div className="banner tag-danger" role="alert">
      <CircleAlert size="1.25em" aria-hidden />
      <div className="grow banner-text">
        {errorText(error)}
        {code && <div className="error-code">{code}</div>}
      </div>
      {onRetry && (
        <Button small onPress={onRetry}>
          {kit.retry}
        </Button>
      )}
    </div>
  );
}

interface EmptyProps {
  icon?: LucideIcon;
  /** The reason: «Документов к регистрации нет». */
  title: string;
  children?: ReactNode;
  /** One thing to do next. */
  action?: ReactNode;
}

export function Empty({ icon: Icon, title, children, action }: EmptyProps) {
  return (
    <div className="empty">
      {Icon && <Icon size="2rem" strokeWidth={1.5} aria-hidden />}
      <p className="strong">{title}</p>
      {children && <div className="muted">{children}</div>}
      {action}
    </div>
  );
}

type Shape = 'list' | 'card' | 'text' | 'table';

/** Grey bars of the same shape as what is coming. */
export function Skeleton({ shape = 'text', count = 3 }: { shape?: Shape; count?: number }) {
  return (
    <div className={classes('skeleton', `skeleton-${shape}`)} role="status" aria-label={kit.skeleton}>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="bone" />
      ))}
    </div>
  );
}
