import type { components } from '@/api/schema';
import { deliveryWords as t } from '@/i18n/ru/dispatch';
import { channelWords } from '@/i18n/ru/documents';
import { dayNumbers } from '@/lib/dates';
import { Tag, type Tone } from '@/ui/Tag';
import { When } from '@/ui/When';
import type { Card, Desk } from '../card/parts';

type Addressee = components['schemas']['CardsAddressee'];
type Delivery = components['schemas']['CardsDelivery'];

const tones: Readonly<Record<string, Tone>> = { waiting: 'warn', sent: 'accent', delivered: 'done', registered: 'done', refused: 'danger', failed: 'danger' };

/** To whom the letter goes and what became of it there, in words. */
export function Deliveries({ card }: { card: Card; desk: Desk }) {
  return (
    <section className="form-section">
      <h3>{t.label}</h3>
      {card.addressees.length === 0 ? (
        <p className="muted">{t.noAddressees}</p>
      ) : (
        <ul className="lines" aria-label={t.label}>
          {card.addressees.map((one) => (
            <Line key={one.id} addressee={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Line({ addressee: { name, person, channel, delivery } }: { addressee: Addressee }) {
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
