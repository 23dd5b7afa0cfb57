import { useQuery } from '@tanstack/react-query';
import { FileQuestion } from 'lucide-react';
import { Suspense } from 'react';
import { ApiError } from '@/api/problem';
import { cardWords as t } from '@/i18n/ru/cards';
import { Link } from '@/ui/Button';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Tabs } from '@/ui/Tabs';
import { tabs } from '../cardParts';
import { ActionBar } from './ActionBar';
import { CardHead } from './CardHead';
import { cardQuery } from './queries';
import type { Card } from './parts';
import { useDesk } from './useDesk';
import './card.css';

export interface CardPaneProps {
  id: number;
  tab: string | undefined;
  onTab: (key: string) => void;
  onCard: (id: number) => void;
  /** After an act that takes the card out of the queue. */
  onNext?: (() => void) | undefined;
  onBack?: (() => void) | undefined;
  backLabel?: string;
  onDocument?: (() => void) | undefined;
}

/** One card: head, tabs that the features gave, and what may be done with it. */
export function CardPane(props: CardPaneProps) {
  const { id } = props;
  const { data: card, error, refetch } = useQuery(cardQuery(id));
  if (card === undefined) {
    return (
      <section className="card-pane" aria-busy={error === null} data-pane>
        {error === null ? <CardBones /> : <CardTrouble error={error} onRetry={() => void refetch()} />}
      </section>
    );
  }
  return <Shown key={id} card={card} {...props} />;
}

function Shown({ card, tab, onTab, onCard, onNext, onBack, backLabel, onDocument }: CardPaneProps & { card: Card }) {
  const { desk, dialog } = useDesk(card.id, { openTab: onTab, openCard: onCard, next: onNext });
  const shown = tabs.filter((one) => one.shown?.(card) ?? true);
  const selected = shown.find((one) => one.key === tab) ?? shown[0];
  return (
    <section className="card-pane" aria-label={card.summary || card.kind.name} data-pane>
      <CardHead card={card} onBack={onBack} backLabel={backLabel} onDocument={onDocument} />
      {selected && (
        <Tabs
          label={t.tabsLabel}
          tabs={shown.map((one) => ({
            id: one.key,
            title: one.label,
            count: one.count?.(card),
            content: one.key === selected.key ? one.render(card, desk) : null,
          }))}
          selected={selected.key}
          onSelect={onTab}
        />
      )}
      <ActionBar card={card} desk={desk} />
      <Suspense>{dialog}</Suspense>
    </section>
  );
}

function CardBones() {
  return (
    <>
      <Skeleton shape="text" count={2} />
      <Skeleton shape="card" count={7} />
    </>
  );
}

function CardTrouble({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (error instanceof ApiError && (error.status === 404 || error.status === 403)) {
    return (
      <Empty icon={FileQuestion} title={t.gone} action={<Link href="/">{t.toList}</Link>}>
        {t.goneHint}
      </Empty>
    );
  }
  return (
    <div className="grid-state">
      <ErrorBox error={error} onRetry={onRetry} />
    </div>
  );
}
