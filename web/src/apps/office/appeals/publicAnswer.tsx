import { lazy, Suspense, useState } from 'react';
import { api, take } from '@/api/client';
import { appealWords } from '@/i18n/ru/appeals';
import { letterWords as t } from '@/i18n/ru/appealLetters';
import { dayNumbers } from '@/lib/dates';
import { useAct } from '@/lib/useAct';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { Button, Link } from '@/ui/Button';
import { Checkbox } from '@/ui/Choice';
import { TextArea } from '@/ui/Field';
import { ErrorBox } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import type { LetterProps } from './answers';
import { LeaveDialog } from './LeaveDialog';
import type { Appeal, Published } from './queries';

/** Comes with the first answer that is published: calendars are heavy. */
const PublishForm = lazy(async () => ({ default: (await import('./PublishForm')).PublishForm }));

// Answers to many on the body's site (59-ФЗ ст. 10 ч. 4, ст. 11 ч. 5.1).

interface PartProps extends LetterProps {
  appeal: Appeal;
}

/** Answers on the site that may answer this appeal. */
export function Offered({ appeal, card, desk }: PartProps) {
  if (appeal.offered.length === 0) return null;
  return (
    <section aria-label={t.offered}>
      <h3>{t.offered}</h3>
      <p className="muted small">{appeal.actions.includes('leave_unanswered') ? t.offeredLead : t.offeredToRead}</p>
      <ul className="lines">
        {appeal.offered.map((one) => (
          <li key={one.id} className="line">
            <div className="row row-wrap">
              <span className="grow">
                <Link href={one.path} external>
                  {one.title}
                </Link>
              </span>
              {one.likeness > 0 ? <Tag tone="warn">{appealWords.likeness(one.likeness)}</Tag> : one.same_theme && <Tag>{t.sameTheme}</Tag>}
            </div>
            <span className="muted small">{t.offeredOn(dayNumbers(one.published_on))}</span>
            {appeal.actions.includes('leave_unanswered') && (
              <div>
                <Button small onPress={() => desk.show(<LeaveDialog card={card} appeal={appeal} desk={desk} offered={one} />)}>
                  {t.tellLink}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What of this appeal is on the site, and who else waits for the same. */
export function PublishedOne({ appeal, card, desk }: PartProps) {
  const { busy, error, run } = useAct();
  const { published } = appeal;
  if (published === undefined) {
    if (!appeal.actions.includes('publish')) return null;
    const begin = async () => {
      const draft = await take(api.GET('/api/appeals/{id}/public-answer', { params: { path: { id: card.id } } }));
      desk.show(
        <Suspense fallback={null}>
          <PublishForm card={card} desk={desk} draft={draft} />
        </Suspense>,
      );
    };
    return (
      <div>
        {error !== undefined && <ErrorBox error={error} />}
        <Button busy={busy} onPress={() => void run(begin)}>
          {t.publish}
        </Button>
      </div>
    );
  }
  return (
    <section aria-label={t.published}>
      <h3>{t.published}</h3>
      <p>
        <Link href={published.path} external>
          {published.title}
        </Link>{' '}
        <span className="muted small">{t.offeredOn(dayNumbers(published.published_on))}</span>
      </p>
      {published.told > 0 && <p className="small">{t.told(published.told)}</p>}
      {published.alike.length > 0 && <p className="small">{t.alike(published.alike.length)}</p>}
      <div className="row row-wrap">
        {published.alike.length > 0 && <Button onPress={() => desk.show(<TellManyDialog card={card} desk={desk} published={published} />)}>{t.tellMany}</Button>}
        {appeal.actions.includes('unpublish') && <Button onPress={() => desk.show(<UnpublishDialog card={card} desk={desk} />)}>{t.unpublish}</Button>}
      </div>
    </section>
  );
}

function UnpublishDialog({ card, desk }: LetterProps) {
  const { value, change, clear } = useDraft(`appeal-unpublish:${card.id}`, { reason: '' });
  const run = async () => {
    await api.POST('/api/appeals/{id}/public-answer/withdraw', { params: { path: { id: card.id } }, body: value });
    clear();
    desk.done(t.unpublishDone);
  };
  return (
    <ActDialog title={t.unpublishTitle} action={t.unpublish} kind="danger-filled" alert onClose={desk.close} ready={() => value.reason.trim() !== ''} run={run}>
      <p>{t.unpublishLead}</p>
      <TextArea label={appealWords.reason} value={value.reason} onChange={(reason) => change({ reason })} maxLength={2000} rows={2} required autoFocus />
    </ActDialog>
  );
}

function TellManyDialog({ card, desk, published }: LetterProps & { published: Published }) {
  const [chosen, setChosen] = useState<readonly number[]>(published.alike.map((one) => one.document_id));
  const run = async () => {
    const body = { documents: [...chosen], link: window.location.origin + published.path };
    const { count } = await take(api.POST('/api/appeals/{id}/public-answer/tell', { params: { path: { id: card.id } }, body }));
    desk.done(t.tellManyDone(count));
  };
  return (
    <ActDialog title={t.tellManyTitle(chosen.length)} action={t.tellMany} wide onClose={desk.close} ready={() => chosen.length > 0} run={run}>
      <p>{t.tellManyLead}</p>
      <div className="stack" role="group" aria-label={t.alike(published.alike.length)}>
        {published.alike.map((one) => (
          <Checkbox key={one.document_id} checked={chosen.includes(one.document_id)} onChange={(on) => setChosen(on ? [...chosen, one.document_id] : chosen.filter((id) => id !== one.document_id))}>
            {`№ ${one.number} ${one.summary} – ${appealWords.likeness(one.likeness)}`}
          </Checkbox>
        ))}
      </div>
    </ActDialog>
  );
}
