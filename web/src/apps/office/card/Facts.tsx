import { cardWords } from '@/i18n/ru/cards';
import { cosignWords } from '@/i18n/ru/cosign';
import { channelWords, fieldWords as t } from '@/i18n/ru/documents';
import { dayNumbers } from '@/lib/dates';
import { Link } from '@/ui/Button';
import { When } from '@/ui/When';
import { arrives } from './flow';
import { cardHref, type Card } from './parts';
import type { ReactNode } from 'react';

const day = (value: string) => value !== '' && dayNumbers(value);
const count = (value: number) => value > 0 && String(value);

/** Who signs after the signatory; those who have signed are named so. */
const cosigners = (card: Card) =>
  card.signing.signatories
    .slice(1)
    .map(({ name, signed }) => (signed ? cosignWords.signed(name) : name))
    .join(', ');

/** The card for those who read it only; empty fields are left out. */
export function Facts({ card }: { card: Card }) {
  const own = !arrives(card.flow);
  const reply = card.in_reply_to;
  const facts: readonly [string, ReactNode][] = [
    [t.correspondent, card.correspondent?.name],
    [t.senderNumber, card.sender_number],
    [t.senderDate, day(card.sender_date)],
    [t.senderSignatory, card.sender_signatory],
    [t.addressee, card.addressee && `${card.addressee.name}, ${card.addressee.post}`],
    [t.author, card.author?.name],
    [t.signatory, card.signatory && `${card.signatory.name}, ${card.signatory.post}`],
    [cosignWords.people, cosigners(card)],
    [t.kind, card.kind.name],
    [own ? t.heading : t.summary, card.summary],
    [t.inReplyTo, reply && <Link href={cardHref(reply.id)}>{reply.number === '' ? reply.summary : `№ ${reply.number}`}</Link>],
    [t.due, day(card.due_on)],
    [t.channel, own ? '' : card.channel && channelWords[card.channel]],
    [t.sheets, count(card.sheets)],
    [t.attachments, count(card.attachments)],
    [t.caseFile, card.case && `${card.case.index} ${card.case.title}`],
    [cardWords.journal, card.journal?.name],
    [
      cardWords.registrar,
      card.registrar && (
        <>
          {card.registrar.name}
          {card.registered_at && (
            <>
              {', '}
              <When value={card.registered_at} moment />
            </>
          )}
        </>
      ),
    ],
  ];
  return (
    <dl className="facts-two">
      {facts
        .filter(([, value]) => value !== undefined && value !== '' && value !== false)
        .map(([label, value]) => (
          <div key={label} className="fact">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
