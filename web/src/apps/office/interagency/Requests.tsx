import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { interagencyWords as t } from '@/i18n/ru/interagency';
import { Button, Link } from '@/ui/Button';
import { ErrorBox, Skeleton } from '@/ui/Notice';
import { When } from '@/ui/When';
import { RequestActs } from './acts';
import { AnswerPart } from './AnswerPart';
import { AskDialog } from './AskDialog';
import { aboutQuery, requestQuery, type About, type RequestRow } from './queries';
import { RequestState } from './Rows';
import './interagency.css';

/** All requests about one object side by side with what was answered, for the cards of other subjects. */
export function Requests({ about, ask = true }: { about: About; ask?: boolean }) {
  const { data, error, refetch } = useQuery(aboutQuery(about));
  const [asking, setAsking] = useState(false);
  return (
    <section className="stack" aria-label={t.title}>
      {ask && (
        <div>
          <Button onPress={() => setAsking(true)}>{t.ask}</Button>
        </div>
      )}
      {data === undefined ? (
        error === null ? <Skeleton shape="list" count={2} /> : <ErrorBox error={error} onRetry={() => void refetch()} />
      ) : data.items.length === 0 ? (
        <p className="muted">{t.nothingHere}</p>
      ) : (
        <div className="interagency-beside">
          {data.items.map((row) => (
            <Beside key={row.id} row={row} />
          ))}
        </div>
      )}
      {asking && <AskDialog about={about} onClose={() => setAsking(false)} />}
    </section>
  );
}

/** One request: where it stands, when the answer is due, and the newest answer. */
function Beside({ row }: { row: RequestRow }) {
  const { data: card } = useQuery(requestQuery(row.id));
  const answer = card?.answers[0];
  return (
    <article className="interagency-one" aria-label={row.kind_name}>
      <h3>
        <Link href={`/interagency/requests/${row.id}`}>{row.kind_name}</Link>
      </h3>
      <p className="muted small">{`${row.to} · ${t.channels[row.channel]} · ${t.terms[row.term]}`}</p>
      <p className="row row-wrap">
        <RequestState row={row} />
        {row.answered_at !== null ? <When value={row.answered_at} moment /> : row.due_at !== null ? <When value={row.due_at} due moment /> : null}
      </p>
      {row.problem !== '' && <p className="small">{row.problem}</p>}
      {row.late && <p className="small">{t.late}</p>}
      {answer && card && <AnswerPart answer={answer} id={card.id} />}
      {card && <RequestActs card={card} />}
    </article>
  );
}
