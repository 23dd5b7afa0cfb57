import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { meQuery } from '@/api/me';
import type { components } from '@/api/schema';
import { deliveryWords as t } from '@/i18n/ru/dispatch';
import { channelWords } from '@/i18n/ru/documents';
import { dayNumbers } from '@/lib/dates';
import { Button } from '@/ui/Button';
import { Tag, type Tone } from '@/ui/Tag';
import { When } from '@/ui/When';
import type { Card, Desk } from '../card/parts';

const ComeBackDialog = lazy(() => import('../dispatch/ComeBackDialog'));

type Addressee = components['schemas']['CardsAddressee'];
type Delivery = components['schemas']['CardsDelivery'];

const tones: Readonly<Record<string, Tone>> = { waiting: 'warn', sent: 'accent', delivered: 'done', registered: 'done', refused: 'danger', failed: 'danger' };

/** To whom the letter goes and what became of it there, in words. */
export function Deliveries({ card, desk }: { card: Card; desk: Desk }) {
  const { data: me } = useQuery(meQuery);
  const comeBack = (one: Addressee) =>
    desk.show(
      <Suspense>
        <ComeBackDialog delivery={one.delivery?.id ?? 0} addressee={one.name} onClose={desk.close} onDone={() => desk.done(t.cameDone)} />
      </Suspense>,
    );
  return (
    <section className="form-section">
      <h3>{t.label}</h3>
      {card.addressees.length === 0 ? (
        <p className="muted">{t.noAddressees}</p>
      ) : (
        <ul className="lines" aria-label={t.label}>
          {card.addressees.map((one) => (
            <Line key={one.id} addressee={one} onComeBack={me?.rights.includes('dispatch.send') ? () => comeBack(one) : undefined} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Line({ addressee: { name, person, channel, delivery }, onComeBack }: { addressee: Addressee; onComeBack: (() => void) | undefined }) {
  return (
    <li className="line">
      <div className="row row-wrap">
        <span className="strong grow">{name}</span>
        {delivery ? <Tag tone={tones[delivery.state] ?? 'plain'}>{words(delivery, channel)}</Tag> : <span className="muted">{t.notSent}</span>}
      </div>
      <div className="row row-wrap small muted">
        {person !== '' && <span>{person}</span>}
        <span>{channelWords[channel]}</span>
        {delivery?.number && <span>{t.registered(delivery.number, delivery.date === '' ? '' : dayNumbers(delivery.date))}</span>}
        {delivery?.tracking && <span>{channel === 'hand' ? t.taken(delivery.tracking) : t.tracking(delivery.tracking)}</span>}
        {delivery && <Moment delivery={delivery} />}
        {delivery?.state === 'failed' && delivery.attempts > 1 && <span>{t.attempts(delivery.attempts)}</span>}
      </div>
      {onComeBack && delivery?.state === 'sent' && channel !== 'platform' && (
        <div className="no-print">
          <Button small kind="quiet" onPress={onComeBack}>
            {t.came}
          </Button>
        </div>
      )}
      {delivery?.reason && <div className="small tone-danger">{delivery.reason}</div>}
    </li>
  );
}

function words({ state }: Delivery, channel: Addressee['channel']): string {
  if (state === 'waiting' && (channel === 'post' || channel === 'hand')) return t.waitingPaper;
  return t.states[state] ?? state;
}

/** The newest thing that is known of it. */
function Moment({ delivery }: { delivery: Delivery }) {
  const at = delivery.answered_at ?? delivery.delivered_at ?? delivery.sent_at;
  return at ? <When value={at} moment /> : null;
}
