import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { components } from '@/api/schema';
import { diffWords as t } from '@/i18n/ru/approval';
import { Banner, ErrorBox, Skeleton } from '@/ui/Notice';
import { differenceQuery } from './queries';
import './approval.css';

type Change = components['schemas']['TextChange'];

interface DifferenceProps {
  documentId: number;
  from: number;
  to: number;
}

/** What was added and struck out between two versions, with some words around each place. */
export function Difference({ documentId, from, to }: DifferenceProps) {
  const { data, error, refetch } = useQuery(differenceQuery(documentId, from, to));
  const pieces = useMemo(() => around(data?.changes ?? []), [data]);
  if (error !== null) return <ErrorBox error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton count={3} />;
  if (!data.ready) return <Banner>{t.notReady}</Banner>;
  if (data.changes.every((change) => change.op === 'equal')) return <Banner>{t.none}</Banner>;
  return (
    <section className="difference" aria-label={t.title(from, to)}>
      <p className="strong">{t.title(from, to)}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolled region must be reachable by keys */}
      <p className="redline difference-text" tabIndex={0}>
        {pieces.map(({ op, text }, index) => {
          // Pieces have no names of their own; the order of a comparison never changes.
          const key = `${index}`;
          if (op === 'insert') return <ins key={key}>{text}</ins>;
          return op === 'delete' ? <del key={key}>{text}</del> : <span key={key}>{text}</span>;
        })}
      </p>
    </section>
  );
}

const most = 160;
const half = most / 2;

/** Long passages that did not change are cut to what stands near the changes. */
function around(changes: readonly Change[]): readonly Change[] {
  return changes.map((change, index) => {
    if (change.op !== 'equal' || change.text.length <= most) return change;
    const head = index === 0 ? '' : change.text.slice(0, half);
    const tail = index === changes.length - 1 ? '' : change.text.slice(-half);
    return { ...change, text: `${head} … ${tail}` };
  });
}
