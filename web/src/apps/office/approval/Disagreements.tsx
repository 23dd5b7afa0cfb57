import { lazy, Suspense } from 'react';
import { api } from '@/api/client';
import { disagreementWords as t, voteWords } from '@/i18n/ru/approval';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { ErrorBox } from '@/ui/Notice';
import { Tag, type Tone } from '@/ui/Tag';
import type { Card, Desk } from '../card/parts';
import { refreshOnConflict } from './visas';

const AnswerDialog = lazy(() => import('./AnswerDialog'));

export type Disagreement = Card['approval']['disagreements'][number];

const tones: Readonly<Record<Disagreement['outcome'], Tone>> = { open: 'warn', settled: 'done', unsettled: 'danger' };

/** Протокол разногласий: each remark, what the author says to it, whether it is settled. */
export function Disagreements({ card, desk }: { card: Card; desk: Desk }) {
  const rows = card.approval.disagreements;
  if (rows.length === 0) return null;
  return (
    <section className="stack" aria-label={t.title}>
      <h3>{t.title}</h3>
      <ul className="lines">
        {rows.map((row) => (
          <Row key={row.visa_id} card={card} desk={desk} row={row} />
        ))}
      </ul>
    </section>
  );
}

function Row({ card, desk, row }: { card: Card; desk: Desk; row: Disagreement }) {
  const { busy, error, run } = useAct(refreshOnConflict(card.id));
  const settle = (settled: boolean) =>
    run(async () => {
      await api.POST('/api/visas/{id}/settle', { params: { path: { id: row.visa_id } }, body: { settled } });
      desk.done(settled ? t.settledDone : t.unsettledDone);
    });
  const answer = () =>
    desk.show(
      <Suspense>
        <AnswerDialog card={card} desk={desk} row={row} />
      </Suspense>,
    );
  return (
    <li className="line">
      <div className="row row-wrap">
        <span className="grow">
          <span className="strong">{row.name}</span> <span className="muted small">{row.post}</span>
        </span>
        <Tag tone={tones[row.outcome]}>{t.outcomes[row.outcome]}</Tag>
      </div>
      <div className="muted small">{t.vote(voteWords[row.vote], row.version_no)}</div>
      <div className="remark">{row.remarks}</div>
      {row.position !== '' && (
        <div>
          <span className="muted small">
            {row.answered}: <span className="strong">{t.positions[row.position]}</span>
          </span>
          {row.answer !== '' && <div className="remark">{row.answer}</div>}
        </div>
      )}
      {error !== undefined && <ErrorBox error={error} />}
      {row.actions !== undefined && row.actions.length > 0 && (
        <div className="row row-wrap no-print">
          {row.actions.includes('answer') && (
            <Button small onPress={answer}>
              {row.position === '' ? t.answer : t.changeAnswer}
            </Button>
          )}
          {row.actions.includes('settle') && (
            <>
              <Button small busy={busy} onPress={() => void settle(true)}>
                {t.settle}
              </Button>
              <Button small kind="quiet" disabled={busy} onPress={() => void settle(false)}>
                {t.insist}
              </Button>
            </>
          )}
        </div>
      )}
    </li>
  );
}
