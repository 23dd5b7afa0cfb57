import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { meQuery } from '@/api/me';
import { applicationWords as t } from '@/i18n/ru/applications';
import { useAct } from '@/lib/useAct';
import { useDraft } from '@/lib/useDraft';
import { Button, Link } from '@/ui/Button';
import { TextArea } from '@/ui/Field';
import { ErrorBox } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { When } from '@/ui/When';
import { Papers } from './papers';
import type { Card } from './queries';

const russian = (day: string) => day.split('-').toReversed().join('.');

/** Messages between the officer and the applicant. */
export function Talk({ card }: { card: Card }) {
  const client = useQueryClient();
  const { busy, error, run } = useAct();
  const { value, change, clear } = useDraft(`application-message:${card.id}`, { text: '' });
  const send = () =>
    run(async () => {
      await api.POST('/api/applications/{id}/messages', { params: { path: { id: card.id } }, body: { text: value.text } });
      clear();
      change({ text: '' });
      await client.invalidateQueries({ queryKey: ['applications', 'card', card.id] });
    });
  return (
    <div className="stack">
      {card.messages.length === 0 && <p className="muted">{t.noMessages}</p>}
      <ul className="application-talk" aria-label={t.tabs.talk}>
        {card.messages.map((message) => (
          <li key={message.id} className={message.author === 'office' ? 'ours' : undefined}>
            <p className="muted small">
              {message.author === 'office' ? message.name || t.fromOffice : t.fromApplicant}, <When value={message.at} moment />
            </p>
            <p>{message.text}</p>
            {message.asks.length > 0 && (
              <p className="small">
                {t.asks}: {message.asks.join('; ')}
                {message.until !== '' && `, ${t.until(russian(message.until))}`}
              </p>
            )}
            {card.files.filter(({ message_id }) => message_id === message.id).map((file) => (
              <p key={file.id} className="small">
                <Link href={`/api/applications/${card.id}/files/${file.id}`}>{file.name}</Link>
              </p>
            ))}
          </li>
        ))}
      </ul>
      {card.actions.includes('write') && (
        <>
          {error !== undefined && <ErrorBox error={error} />}
          <TextArea label={t.message} value={value.text} onChange={(text) => change({ text })} maxLength={4000} rows={3} />
          <div>
            <Button busy={busy} disabled={value.text.trim() === ''} onPress={() => void send()}>
              {t.send}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

const titleOf = ({ number, ground }: Card['complaints'][number]) => [number, t.complaintGrounds[ground]].filter(Boolean).join(': ');

/** Decisions on paper, how it ended, corrections and complaints. */
export function Ends({ card }: { card: Card }) {
  const { data: me } = useQuery(meQuery);
  const considers = me?.rights.includes('services.complaints') === true;
  return (
    <div className="stack">
      {card.refusal && (
        <section className="application-part">
          <h2>{t.refusal}</h2>
          <p>{card.refusal.ground}</p>
          <p>{card.refusal.reason}</p>
          {card.refusal.missing.length > 0 && (
            <p>
              {t.missingDocuments}: {card.refusal.missing.join('; ')}
            </p>
          )}
        </section>
      )}
      {card.suspension && (
        <section className="application-part">
          <h2>{t.suspendTitle}</h2>
          <p>{card.suspension.ground}</p>
          <p>{card.suspension.reason}</p>
          <p className="muted">{t.until(russian(card.suspension.until))}</p>
        </section>
      )}
      <Papers card={card} />
      {card.invitation && (
        <section className="application-part">
          <h2>{t.invitation}</h2>
          <dl className="application-facts">
            {([[t.place, card.invitation.place], [t.hours, card.invitation.hours], [t.bring, card.invitation.bring], [t.keptUntil, russian(card.invitation.until ?? '')]] as const)
              .filter(([, value]) => value)
              .map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
          </dl>
        </section>
      )}
      {card.issued?.at && (
        <section className="application-part">
          <h2>{t.issued}</h2>
          <p>
            {card.issued.fact}, <When value={card.issued.at} moment />
          </p>
          <p className="muted">{card.issued.officer}</p>
          <p className="muted">{card.issued.basis}</p>
        </section>
      )}
      {card.corrections.length > 0 && (
        <section className="application-part">
          <h2>{t.correctionOf}</h2>
          {card.corrections.map((one) => (
            <p key={one.id}>
              {one.text} <Tag tone={one.state === 'corrected' ? 'done' : one.state === 'declined' ? 'plain' : 'warn'}>{t.correctionStates[one.state]}</Tag>
              {one.reason !== '' && ` ${one.reason}`}
              {one.state === 'asked' && <span className="muted"> {t.until(russian(one.due_on))}</span>}
            </p>
          ))}
        </section>
      )}
      {card.complaints.length > 0 && (
        <section className="application-part">
          <h2>{t.complaints}</h2>
          {card.complaints.map((one) => (
            <p key={one.id} className="row row-wrap">
              <Tag tone={one.state === 'answered' ? 'done' : 'warn'}>{t.complaintStates[one.state]}</Tag>
              {considers ? <Link href={`/applications/complaints?open=${one.id}`}>{titleOf(one)}</Link> : titleOf(one)}
              {one.outcome !== '' && <span className="muted">{t.outcomesOfComplaint[one.outcome]}</span>}
              {one.due_on !== '' && one.outcome === '' && <span className="muted">{t.until(russian(one.due_on))}</span>}
            </p>
          ))}
        </section>
      )}
    </div>
  );
}
