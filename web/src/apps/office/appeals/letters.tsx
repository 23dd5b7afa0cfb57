import { lazy, Suspense } from 'react';
import { api, take } from '@/api/client';
import { letterWords as t } from '@/i18n/ru/appealLetters';
import { dayNumbers } from '@/lib/dates';
import { useAct } from '@/lib/useAct';
import { Button, TextButton } from '@/ui/Button';
import { ErrorBox } from '@/ui/Notice';
import { Tag, type Tone } from '@/ui/Tag';
import { When } from '@/ui/When';
import { AnswerDialog, EmailDialog, InterimDialog, opened, RequestDialog, type LetterProps } from './answers';
import type { Appeal, Letter, Request } from './queries';

/** Comes with the first invitation: calendars are heavy. */
const InviteDialog = lazy(async () => ({ default: (await import('./InviteDialog')).InviteDialog }));

/** Comes with the first appointment. */
const ReceptionDialog = lazy(async () => ({ default: (await import('./ReceptionDialog')).ReceptionDialog }));

interface PartProps extends LetterProps {
  appeal: Appeal;
}

/** The day of the law comes before everything: what is still owed, by when, and why then. */
export function Due({ appeal }: { appeal: Appeal }) {
  const { due } = appeal;
  if (due === undefined) return null;
  return (
    <section aria-label={t.due} className="appeal-due">
      <div className="row row-wrap">
        <span className="strong">{due.title}</span>
        <When value={due.date} due strong />
        <Tag tone={due.overdue ? 'danger' : due.days <= 3 ? 'warn' : 'plain'}>{t.left(due.days)}</Tag>
      </div>
      <p className="muted small">
        {due.why}. {due.basis}
      </p>
    </section>
  );
}

/** Answers and notices with the buttons that make new ones. */
export function Letters({ appeal, card, desk }: PartProps) {
  const may = (action: Appeal['actions'][number]) => appeal.actions.includes(action);
  const { busy, error, run } = useAct();
  const path = { params: { path: { id: card.id } } };
  const tell = async () => opened(desk, (await take(api.POST('/api/appeals/{id}/tell-registered', path))).letter_id);
  const acts = may('answer') || may('interim') || may('reply_to_email');
  if (appeal.letters.length === 0 && !acts) return null;
  return (
    <section aria-label={t.letters}>
      <h3>{t.letters}</h3>
      {error !== undefined && <ErrorBox error={error} />}
      <ul className="lines">
        {appeal.letters.map((letter) => (
          <Line key={letter.document_id} letter={letter} anew={may('write_anew')} card={card} desk={desk} />
        ))}
      </ul>
      <div className="row row-wrap appeal-acts">
        {may('answer') && (
          <Button keys="Shift+R" onPress={() => desk.show(<AnswerDialog card={card} appeal={appeal} desk={desk} />)}>
            {t.answer}
          </Button>
        )}
        {may('reply_to_email') && <Button onPress={() => desk.show(<EmailDialog card={card} desk={desk} />)}>{t.email}</Button>}
        {may('interim') && <Button onPress={() => desk.show(<InterimDialog card={card} desk={desk} />)}>{t.interim}</Button>}
        {may('invite') && appeal.kind !== 'message' && (
          <Button
            onPress={() =>
              desk.show(
                <Suspense fallback={null}>
                  <InviteDialog card={card} desk={desk} />
                </Suspense>,
              )
            }
          >
            {t.invite}
          </Button>
        )}
        {may('compare') && appeal.authors.length > 0 && appeal.kind !== 'message' && (
          <Button
            onPress={() =>
              desk.show(
                <Suspense fallback={null}>
                  <ReceptionDialog card={card} appeal={appeal} desk={desk} />
                </Suspense>,
              )
            }
          >
            {t.book}
          </Button>
        )}
        {may('request_documents') && appeal.kind !== 'message' && <Button onPress={() => desk.show(<RequestDialog card={card} desk={desk} />)}>{t.request}</Button>}
        {may('tell_registered') && appeal.form === 'electronic' && appeal.origin !== 'portal' && (
          <Button busy={busy} onPress={() => void run(tell)}>
            {t.tell}
          </Button>
        )}
      </div>
    </section>
  );
}

const tones: Readonly<Record<string, Tone>> = {
  registered: 'accent', dispatching: 'accent', dispatched: 'done', delivered: 'done', filed: 'done', signature_refused: 'danger', delivery_failed: 'danger', withdrawn: 'plain', annulled: 'plain',
};

function Line({ letter, anew, card, desk }: LetterProps & { letter: Letter; anew: boolean }) {
  const { busy, run } = useAct();
  const write = async () => {
    const path = { params: { path: { id: card.id, letter: letter.document_id } } };
    opened(desk, (await take(api.POST('/api/appeals/{id}/letters/{letter}/anew', path))).letter_id, t.anewDone);
  };
  const title = letter.number === '' ? letter.title : `${letter.title} № ${letter.number}`;
  return (
    <li className="line">
      <div className="row row-wrap">
        <span className="grow">{letter.visible ? <TextButton onPress={() => desk.openCard(letter.document_id)}>{title}</TextButton> : title}</span>
        <Tag tone={tones[letter.state] ?? 'plain'}>{t.states[letter.state] ?? ''}</Tag>
      </div>
      <span className="muted small">{[letter.author, letter.registered_on && dayNumbers(letter.registered_on), letter.main && t.mainAnswer].filter(Boolean).join(' · ')}</span>
      {letter.void && (
        <div className="row row-wrap">
          <Tag tone="danger">{t.void}</Tag>
          {anew && (
            <Button small busy={busy} onPress={() => void run(write)}>
              {t.anew}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

/** Documents asked of other bodies: fifteen days each (art. 10.2). */
export function Requests({ appeal, card, desk }: PartProps) {
  const { busy, error, run } = useAct();
  if (appeal.requests.length === 0) return null;
  const got = (request: Request) => async () => {
    await api.POST('/api/appeals/{id}/documents-requests/{request}/answered', { params: { path: { id: card.id, request: request.id } }, body: {} });
    desk.done(t.gotDone);
  };
  return (
    <section aria-label={t.requests}>
      <h3>{t.requests}</h3>
      {error !== undefined && <ErrorBox error={error} />}
      <ul className="lines">
        {appeal.requests.map((request) => (
          <li key={request.id} className="line">
            <div className="row row-wrap">
              <span className="grow">{request.to}</span>
              <Waiting request={request} />
            </div>
            <span className="muted small">{request.what}</span>
            {request.asked_on !== '' && request.answered_on === '' && !request.cancelled && appeal.actions.includes('request_documents') && (
              <Button small busy={busy} onPress={() => void run(got(request))}>
                {t.got}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Waiting({ request }: { request: Request }) {
  if (request.cancelled) return <Tag>{t.requestCancelled}</Tag>;
  if (request.answered_on !== '') return <Tag tone="done">{t.requestGot(dayNumbers(request.answered_on))}</Tag>;
  if (request.due_on === '') return <Tag>{t.requestWaits}</Tag>;
  return (
    <span title={request.why}>
      {request.overdue && <Tag tone="danger">{t.requestOverdue}</Tag>} {t.requestUntil} <When value={request.due_on} due />
    </span>
  );
}
