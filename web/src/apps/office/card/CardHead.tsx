import { ArrowLeft, Ellipsis, FileBadge, FileText, Link2, Printer, ShieldCheck } from 'lucide-react';
import { cardWords as t } from '@/i18n/ru/cards';
import { cameBy } from '@/i18n/ru/documents';
import { dayNumbers } from '@/lib/dates';
import { useKey } from '@/lib/useKeys';
import { IconButton } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { Banner } from '@/ui/Notice';
import { Popover } from '@/ui/Popover';
import { Tag } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import { When } from '@/ui/When';
import { Button as AriaButton } from 'react-aria-components';
import { awaitsNumber } from './form';
import { cardHref, type Card } from './parts';
import { takePassport } from './passport';
import { binds, StateTag } from './states';

interface CardHeadProps {
  card: Card;
  /** Back to the list, where the list is not beside. */
  onBack: (() => void) | undefined;
  backLabel?: string;
  /** Where the document is not beside. */
  onDocument: (() => void) | undefined;
}

export function CardHead({ card, onBack, backLabel = t.back, onDocument }: CardHeadProps) {
  useKey('Escape', backLabel, () => onBack?.(), { enabled: onBack !== undefined });
  const copy = async () => {
    await navigator.clipboard.writeText(new URL(cardHref(card.id), location.origin).href);
    toast.done(t.copied);
  };
  return (
    <header className="card-head">
      <div className="card-line">
        {onBack && <IconButton icon={ArrowLeft} label={backLabel} onPress={onBack} />}
        <StateTag state={card.state} />
        {card.urgent && <Tag tone="danger">{t.urgent}</Tag>}
        {card.access_mark === 'dsp' && (
          <Tag tone="danger">{card.copy_number === '' ? t.dsp : `${t.dsp}, ${t.copyNumber(card.copy_number)}`}</Tag>
        )}
        <Origin card={card} />
        <span className="grow" />
        {onDocument && <IconButton icon={FileText} label={t.openDocument} keys="Space" onPress={onDocument} />}
        <Menu
          label={t.more}
          trigger={<IconButton icon={Ellipsis} label={t.more} />}
          actions={[
            { id: 'print', title: t.print, icon: Printer, run: () => window.print() },
            { id: 'link', title: t.copyLink, icon: Link2, run: () => void copy() },
            ...(card.number === '' ? [] : [{ id: 'passport', title: t.passport, icon: FileBadge, run: () => void takePassport(card.id) }]),
            { id: 'verifier', title: t.verifier, icon: ShieldCheck, run: () => void window.open('/verify/', '_blank', 'noopener') },
          ]}
        />
      </div>
      <h2 className="card-title">{card.summary === '' ? card.kind.name : card.summary}</h2>
      <Register card={card} />
      {card.reason !== '' && <Banner tone="warn">{t.reason(card.reason)}</Banner>}
    </header>
  );
}

/** «Письмо · почта, сегодня в 09:12». */
function Origin({ card }: { card: Card }) {
  return (
    <span className="card-origin muted small clip">
      {[card.kind.name, cameBy[card.channel]].filter(Boolean).join(' · ')}
      {card.received_at !== undefined && (
        <>
          {', '}
          <When value={card.received_at} moment />
        </>
      )}
    </span>
  );
}

/** Number, date and term: what people ask about first. */
function Register({ card }: { card: Card }) {
  if (card.number === '' && card.due_on === '') return null;
  return (
    <div className="card-register">
      {card.number !== '' && <span className="strong">{t.number(card.number, dayNumbers(card.registered_on))}</span>}
      {card.due_on !== '' && (
        <span>
          <span className="muted">{awaitsNumber(card) ? t.dueRegistration : card.flow === 'appeal' ? t.dueByLaw : t.due}: </span>
          <When value={card.due_on} due={card.overdue || binds(card.state)} />
        </span>
      )}
      {card.due && (
        <Popover label={t.why} trigger={<AriaButton className="text-button small">{t.why}</AriaButton>}>
          <div className="stack card-why">
            <p>{card.due.why}</p>
            {card.due.basis !== '' && (
              <p className="muted small">
                {t.basis}: {card.due.basis}
              </p>
            )}
          </div>
        </Popover>
      )}
    </div>
  );
}
