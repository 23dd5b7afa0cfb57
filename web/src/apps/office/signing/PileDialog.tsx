import { useInfiniteQuery } from '@tanstack/react-query';
import { ApiError } from '@/api/problem';
import { errorText } from '@/i18n/errorText';
import { kit } from '@/i18n/ru/kit';
import { pileWords as t } from '@/i18n/ru/piles';
import { Button, Link } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Banner, ErrorBox, Skeleton } from '@/ui/Notice';
import { Progress } from '@/ui/Progress';
import { pileQuery, type Batch, type Pile, type Sight } from './piles';
import { SignWay } from './SignWay';
import { usePile, type PileAct } from './usePile';
import './signing.css';

/** The whole list stands before its signatory; he confirms once, and each document gets a signature of its own. */
export default function PileDialog({ pile, onClose }: { pile: Pile; onClose: () => void }) {
  const list = useInfiniteQuery(pileQuery(pile));
  const sight = list.data?.pages[0];
  const act = usePile(sight);
  const { batch, busy } = act;
  const over = batch !== undefined && batch.state !== 'running';
  const running = busy && batch !== undefined && !over;
  const gone = sight === undefined && list.error !== null;
  return (
    <Dialog title={t.title(pile.kind)} open wide firm={running && act.device !== undefined} onClose={onClose} footer={<Foot act={act} count={sight?.count} over={over || gone} running={running} onClose={onClose} />}>
      <div className="stack">
        {act.error !== undefined && <ErrorBox error={act.error} />}
        {over && <Outcome batch={batch} />}
        {running && <Run batch={batch} act={act} />}
        {!over && !running && sight === undefined && (gone ? <ErrorBox error={list.error} /> : <Skeleton shape="list" count={4} />)}
        {!over && !running && sight !== undefined && (
          <>
            <Ahead sight={sight} />
            <Documents rows={list.data?.pages.flatMap(({ entries }) => entries) ?? []} count={sight.count} onMore={list.hasNextPage ? () => void list.fetchNextPage() : undefined} busy={list.isFetchingNextPage} />
            <SignWay act={act} />
          </>
        )}
      </div>
    </Dialog>
  );
}

function Foot({ act, count, over, running, onClose }: { act: PileAct; count: number | undefined; over: boolean; running: boolean; onClose: () => void }) {
  if (over) return <Button onPress={onClose}>{kit.close}</Button>;
  if (running) return <Button onPress={() => void act.stop()}>{t.stop}</Button>;
  if (act.pin) return null;
  return (
    <>
      <Button kind="filled" keys="Ctrl+Enter" busy={act.busy} disabled={!act.ready || count === undefined} onPress={() => void act.sign()}>
        {count === undefined ? t.signAll : t.signAllOf(count)}
      </Button>
      <Button onPress={onClose} disabled={act.busy}>
        {kit.cancel}
      </Button>
    </>
  );
}

/** How many there are, by which act, and what is left of a signing that was interrupted. */
function Ahead({ sight: { running, count, basis, basis_id } }: { sight: Sight }) {
  return (
    <>
      {running && <Banner tone="warn">{t.interrupted(running.signed, running.total)}</Banner>}
      <p>
        {t.what(count)}
        {basis !== '' && (
          <>
            {' '}
            {t.basis}:{' '}
            <Link external href={`/cards/${basis_id}`}>
              {basis}
            </Link>
            .
          </>
        )}
      </p>
      <p className="muted small">{t.opensHint}</p>
    </>
  );
}

interface Line {
  id: number;
  summary: string;
  to: string;
}

function Documents({ rows, count, onMore, busy }: { rows: readonly Line[]; count: number; onMore: (() => void) | undefined; busy: boolean }) {
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a list that scrolls is reached by the keyboard */}
      <ol className="pile-list" aria-label={t.list} tabIndex={0}>
        {rows.map(({ id, summary, to }) => (
          <li key={id}>
            <Link external href={`/cards/${id}`}>
              {summary}
            </Link>
            {to !== '' && <span className="muted small">{to}</span>}
          </li>
        ))}
      </ol>
      {onMore && (
        <Button busy={busy} onPress={onMore}>
          {t.more(count - rows.length)}
        </Button>
      )}
    </>
  );
}

function Run({ batch, act }: { batch: Batch; act: PileAct }) {
  const { signed, skipped, total } = batch;
  return (
    <>
      {act.pin && <SignWay act={act} />}
      <Progress label={t.progress} value={((signed + skipped) / total) * 100} words={t.signedOf(signed, total)} />
      <p className="muted">{act.device === undefined ? t.onServer : t.inBrowser}</p>
    </>
  );
}

function Outcome({ batch: { state, signed, skipped, total, omissions } }: { batch: Batch }) {
  return (
    <>
      {signed > 0 && <Banner tone="done">{t.done(signed)}</Banner>}
      {state === 'stopped' && <Banner tone="warn">{t.stopped(total - signed - skipped)}</Banner>}
      {skipped > 0 && (
        <Banner tone="warn">
          <p className="strong">{t.skipped(skipped)}</p>
          <ul className="pile-omissions">
            {omissions.map(({ document_id, summary, code }) => (
              <li key={document_id}>
                <Link external href={`/cards/${document_id}`}>
                  {summary}
                </Link>
                : {errorText(new ApiError(code, 0))}
              </li>
            ))}
          </ul>
        </Banner>
      )}
    </>
  );
}
