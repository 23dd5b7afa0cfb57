import { useState } from 'react';
import { api, take } from '@/api/client';
import { appealWords as words } from '@/i18n/ru/appeals';
import { letterWords as t } from '@/i18n/ru/appealLetters';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { Checkbox } from '@/ui/Choice';
import { Combo } from '@/ui/Combo';
import { Field, TextArea } from '@/ui/Field';
import { Select } from '@/ui/Select';
import type { Named } from '../card/form';
import { findCorrespondents } from '../card/lookups';
import type { Card, Desk } from '../card/parts';
import { reachable, type Appeal } from './queries';

// Letters that people write about an appeal. Each act makes the draft and opens it.

export interface LetterProps {
  card: Card;
  desk: Desk;
}

const path = (card: Card) => ({ params: { path: { id: card.id } } });

export const results = (['explained', 'supported', 'measures_taken', 'not_supported', 'answered'] as const).map((id) => ({ id, title: words.results[id] }));

type Result = (typeof results)[number]['id'];

interface Line {
  no: number;
  chosen: boolean;
  result: Result;
  text: string;
}

/** Closes the dialog and opens the letter that the act has made. */
export function opened(desk: Desk, letterId: number, said: string = t.drafted) {
  desk.done(said);
  desk.openCard(letterId);
}

export function AnswerDialog({ card, desk, appeal }: LetterProps & { appeal: Appeal }) {
  const open = appeal.questions.filter((question) => question.result === '');
  const { value, change, clear } = useDraft(`appeal-answer:${card.id}`, {
    lines: open.map(({ no }): Line => ({ no, chosen: true, result: 'explained', text: '' })),
    everyone: false,
  });
  const put = (no: number, part: Partial<Line>) => change({ lines: value.lines.map((line) => (line.no === no ? { ...line, ...part } : line)) });
  const chosen = value.lines.filter((line) => line.chosen && open.some(({ no }) => no === line.no));
  const run = async () => {
    const lines = chosen.map(({ no, result, text }) => ({ no, result, ...(text.trim() === '' ? {} : { text }) }));
    const { letter_id: id } = await take(api.POST('/api/appeals/{id}/answer', { ...path(card), body: { lines, everyone: value.everyone } }));
    clear();
    opened(desk, id);
  };
  return (
    <ActDialog title={t.answerTitle} action={t.answer} wide onClose={desk.close} ready={() => chosen.length > 0} run={run}>
      <p>{t.answerLead}</p>
      {open.map(({ no, text }) => {
        const line = value.lines.find((one) => one.no === no) ?? { no, chosen: false, result: 'explained' as const, text: '' };
        return (
          <div key={no} className="stack form-part" role="group" aria-label={words.question(no)}>
            <Checkbox checked={line.chosen} onChange={(on) => put(no, { chosen: on })}>
              {t.include(no, text)}
            </Checkbox>
            {line.chosen && (
              <>
                <Select label={words.result} options={results} value={line.result} onChange={(result) => put(no, { result })} required />
                <TextArea label={t.answerText} hint={t.answerHint} value={line.text} onChange={(typed) => put(no, { text: typed })} maxLength={10_000} rows={3} />
              </>
            )}
          </div>
        );
      })}
      {chosen.length === 0 && <p className="muted">{t.pickOne}</p>}
      {appeal.authors.length > 1 && <WhoGets appeal={appeal} everyone={value.everyone} />}
      {appeal.authors.length > 1 && (
        <Checkbox checked={value.everyone} onChange={(everyone) => change({ everyone })}>
          {t.everyone}
        </Checkbox>
      )}
      {appeal.served > 0 && <p className="small">{t.serves(appeal.served)}</p>}
    </ActDialog>
  );
}

/** Of a collective appeal: the first author gets the answer, or all whom a letter can reach. */
function WhoGets({ appeal, everyone }: { appeal: Appeal; everyone: boolean }) {
  const reached = appeal.authors.filter((author, index) => reachable(author) || (index === 0 && appeal.origin === 'portal'));
  const first = reached.filter((author) => author === appeal.authors[0]);
  const gets = everyone ? reached : first;
  const none = (everyone ? appeal.authors : appeal.authors.slice(0, 1)).filter((author) => !reached.includes(author));
  const names = (list: Appeal['authors']) => list.map(({ name }) => name).join(', ');
  return (
    <div className="small">
      {gets.length > 0 && <p>{t.getsIt(names(gets))}</p>}
      {none.length > 0 && <p className="strong">{t.getNone(names(none))}</p>}
    </div>
  );
}

export function InterimDialog({ card, desk }: LetterProps) {
  const { value, change, clear } = useDraft(`appeal-interim:${card.id}`, { text: '' });
  const run = async () => {
    const { letter_id: id } = await take(api.POST('/api/appeals/{id}/interim', { ...path(card), body: { text: value.text } }));
    clear();
    opened(desk, id);
  };
  return (
    <ActDialog title={t.interimTitle} action={t.write} onClose={desk.close} ready={() => value.text.trim() !== ''} run={run}>
      <p>{t.interimLead}</p>
      <TextArea label={t.interimText} value={value.text} onChange={(text) => change({ text })} maxLength={10_000} rows={4} required autoFocus />
    </ActDialog>
  );
}

export function RequestDialog({ card, desk }: LetterProps) {
  const { value, change, clear } = useDraft(`appeal-request:${card.id}`, { what: '' });
  const [to, setTo] = useState<Named | null>(null);
  const run = async () => {
    if (to === null) return;
    const { letter_id: id } = await take(api.POST('/api/appeals/{id}/documents-requests', { ...path(card), body: { to: to.id, what: value.what } }));
    clear();
    opened(desk, id);
  };
  return (
    <ActDialog title={t.requestTitle} action={t.write} onClose={desk.close} ready={() => to !== null && value.what.trim() !== ''} run={run}>
      <p>{t.requestLead}</p>
      <Combo<number> label={t.requestTo} value={to} onChange={setTo} load={findCorrespondents} required />
      <TextArea label={t.requestWhat} value={value.what} onChange={(what) => change({ what })} maxLength={4000} rows={3} required />
    </ActDialog>
  );
}

export function EmailDialog({ card, desk }: LetterProps) {
  const { value, change, clear } = useDraft(`appeal-email:${card.id}`, { name: '', email: '' });
  const run = async () => {
    const { letter_id: id } = await take(api.POST('/api/appeals/{id}/reply-to-email', { ...path(card), body: value }));
    clear();
    opened(desk, id);
  };
  return (
    <ActDialog title={t.emailTitle} action={t.emailAction} onClose={desk.close} ready={() => value.name.trim() !== '' && value.email.trim() !== ''} run={run}>
      <p>{t.emailLead}</p>
      <Field label={t.emailName} value={value.name} onChange={(name) => change({ name })} maxLength={300} required autoFocus />
      <Field label={t.emailAddress} value={value.email} onChange={(email) => change({ email })} inputMode="email" maxLength={200} required />
    </ActDialog>
  );
}
