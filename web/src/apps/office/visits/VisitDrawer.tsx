import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '@/api/client';
import { visitWords as t } from '@/i18n/ru/visits';
import { dayLong, dayNumbers } from '@/lib/dates';
import { useAct } from '@/lib/useAct';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { Button, TextButton } from '@/ui/Button';
import { Drawer } from '@/ui/Dialog';
import { TextArea } from '@/ui/Field';
import { ErrorBox, Skeleton } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import { cardHref } from '../card/parts';
import { State } from './DaySheet';
import { visitQuery, type Card } from './queries';
import { ReceiveForm } from './ReceiveForm';

/** A visit: before its end who comes and what about, after it the card of the reception. */
export function VisitDrawer({ id, onClose }: { id: number; onClose: () => void }) {
  const [asked, setAsked] = useState<'receive' | 'cancel'>();
  const { busy, error: refused, run } = useAct();
  const { data: card, error } = useQuery(visitQuery(id));
  const client = useQueryClient();
  const changed = () => {
    setAsked(undefined);
    void client.invalidateQueries({ queryKey: ['visits'] });
  };
  const done = (said: string) => {
    changed();
    toast.done(said);
  };
  const absent = () =>
    run(async () => {
      await api.POST('/api/visits/{id}/absent', { params: { path: { id } } });
      done(t.absentDone);
    });
  if (card && asked === 'receive') return <ReceiveForm card={card} onClose={() => setAsked(undefined)} onDone={changed} />;
  return (
    <Drawer
      title={card && card.number > 0 ? t.card(card.number, card.year) : t.visit}
      open
      onClose={onClose}
      footer={
        card?.state === 'expected' && (
          <>
            <Button kind="filled" keys="Ctrl+Enter" onPress={() => setAsked('receive')}>
              {t.receive}
            </Button>
            <Button busy={busy} onPress={() => void absent()}>
              {t.absent}
            </Button>
            <Button onPress={() => setAsked('cancel')}>{t.cancel}</Button>
          </>
        )
      }
    >
      {error && <ErrorBox error={error} />}
      {refused !== undefined && <ErrorBox error={refused} />}
      {!card && !error && <Skeleton shape="list" count={4} />}
      {card && <Facts card={card} />}
      {card && asked === 'cancel' && <CancelDialog id={id} onClose={() => setAsked(undefined)} onDone={() => done(t.cancelDone)} />}
    </Drawer>
  );
}

function Facts({ card }: { card: Card }) {
  const navigate = useNavigate();
  const lines: readonly (readonly [string, string])[] = [
    [t.day, [dayLong(card.day), card.at].filter(Boolean).join(', ')],
    [t.official, `${card.official}, ${card.post}`],
    [t.place, card.place],
    [t.name, card.name],
    [t.address, card.address],
    [t.phone, card.phone],
    [t.email, card.email],
    [t.status, card.status],
    [t.topic, card.topic],
    [t.theme, `${card.code} ${card.theme}`.trim()],
    [t.content, card.content],
    [t.answer, card.answer],
    [t.reason, card.why],
  ];
  return (
    <div className="stack">
      <p className="row row-wrap">
        <State visit={card} />
      </p>
      <dl className="drawer-facts">
        {lines
          .filter(([, words]) => words !== '')
          .map(([title, words]) => (
            <div key={title} className="fact">
              <dt>{title}</dt>
              <dd className="visit-words">{words}</dd>
            </div>
          ))}
      </dl>
      {card.appeal_id !== undefined && <TextButton onPress={() => void navigate({ href: cardHref(card.appeal_id ?? 0, 'appeal') })}>{t.openAppeal(card.appeal_number)}</TextButton>}
      {card.about_id !== undefined && <TextButton onPress={() => void navigate({ href: cardHref(card.about_id ?? 0, 'appeal') })}>{t.aboutAppeal(card.about_number)}</TextButton>}
      {card.previous_number !== '' && <p>{`${t.previous}: № ${card.previous_number}`}</p>}
      {card.state === 'received' && (
        <p className="row row-wrap">
          <a className="text-button" href={`/api/visits/${card.id}/card.pdf`} target="_blank" rel="noreferrer">
            {t.print}
          </a>
          <span className="muted small">{t.heldBy(card.held_by)}</span>
        </p>
      )}
      {card.before.length > 0 && (
        <section className="drawer-part" aria-label={t.earlierAnswered}>
          <h2>{t.earlierAnswered}</h2>
          {card.before.map((one) => (
            <p key={one.document_id}>
              <TextButton onPress={() => void navigate({ href: cardHref(one.document_id, 'appeal') })}>{`№ ${one.number} ${one.summary}`}</TextButton> <Tag>{dayNumbers(one.registered_on)}</Tag>
            </p>
          ))}
        </section>
      )}
      <p className="muted small">{t.journaled}</p>
    </div>
  );
}

function CancelDialog({ id, onClose, onDone }: { id: number; onClose: () => void; onDone: () => void }) {
  const { value, change, clear } = useDraft(`visit-cancel:${id}`, { reason: '' });
  const run = async () => {
    await api.POST('/api/visits/{id}/cancel', { params: { path: { id } }, body: value });
    clear();
    onDone();
  };
  return (
    <ActDialog title={t.cancelTitle} action={t.cancel} kind="danger-filled" alert onClose={onClose} ready={() => value.reason.trim() !== ''} run={run}>
      <TextArea label={t.reason} value={value.reason} onChange={(reason) => change({ reason })} maxLength={500} rows={2} required autoFocus />
    </ActDialog>
  );
}
