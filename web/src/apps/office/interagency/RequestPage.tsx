import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { api, take } from '@/api/client';
import { interagencyWords as t, sendingStates } from '@/i18n/ru/interagency';
import { momentWords } from '@/lib/dates';
import { Link } from '@/ui/Button';
import { Banner, ErrorBox, Skeleton } from '@/ui/Notice';
import { When } from '@/ui/When';
import { cardHref } from '../card/parts';
import { usePageTitle } from '../shell/pageTitle';
import { RequestActs } from './acts';
import { AnswerPart } from './AnswerPart';
import { Facts, RawTexts } from './parts';
import { requestQuery, type RequestCard } from './queries';
import { About, RequestState } from './Rows';
import './interagency.css';

const route = getRouteApi('/shell/interagency/requests/$id');

/** A request with everything that came back to it. */
export function RequestPage() {
  const id = Number(route.useParams().id);
  const { data, error, refetch } = useQuery(requestQuery(id));
  usePageTitle(data?.kind.name ?? t.title);
  if (data === undefined) return <div className="page">{error === null ? <Skeleton shape="table" count={4} /> : <ErrorBox error={error} onRetry={() => void refetch()} />}</div>;
  return (
    <div className="page stack" data-pane>
      <p>
        <Link href="/interagency">{t.back}</Link>
      </p>
      <header className="row row-wrap">
        <h1 className="grow">
          {data.kind.name} <span className="muted">{t.numbered(data.id)}</span>
        </h1>
        <RequestActs card={data} main />
      </header>
      <p className="row row-wrap">
        <RequestState row={data.row} /> <About row={data.row} /> {data.row.about_who} {data.row.to} · {t.channels[data.channel]} · {t.terms[data.term]}
        {data.due_at !== null && data.answered_at === null && <When value={data.due_at} due moment />}
      </p>
      {data.problem !== '' && <Banner tone="danger">{data.problem}</Banner>}
      {data.row.late && <Banner tone="warn">{t.late}</Banner>}
      {data.letter_id !== null && <Link href={cardHref(data.letter_id)}>{t.letter}</Link>}
      <section className="stack" aria-labelledby="request-answers">
        <h2 id="request-answers">{t.answers}</h2>
        {data.answers.length === 0 && <p className="muted">{t.noAnswers}</p>}
        {data.answers.map((one) => (
          <article key={one.id} className="sheet stack">
            <h3>
              {one.rejected === '' ? t.answer : t.refusal} · {momentWords(one.at)}
            </h3>
            <AnswerPart answer={one} id={id} />
          </article>
        ))}
      </section>
      <section className="stack" aria-labelledby="request-fields">
        <h2 id="request-fields">{t.fields}</h2>
        <Facts facts={data.kind.fields.filter((field) => data.fields[field.name]).map((field) => ({ label: field.label, value: data.fields[field.name] ?? '' }))} />
      </section>
      <Sendings card={data} />
      <RawTexts read={async () => (await take(api.GET('/api/interagency/requests/{id}/raw', { params: { path: { id } } }))).texts} />
    </div>
  );
}

function Sendings({ card }: { card: RequestCard }) {
  if (card.sendings.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="request-sendings">
      <h2 id="request-sendings">{t.sendings}</h2>
      <ul className="stack">
        {card.sendings.map((one) => (
          <li key={one.no}>
            {t.sending(one.no)}: {sendingStates[one.state]} <span className="muted small">{one.message_id}</span>
            {one.problem !== '' && <p className="muted">{one.problem}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
