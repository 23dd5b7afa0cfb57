import { Link as AriaLink } from 'react-aria-components';
import { acknowledgeWords as t } from '@/i18n/ru/assignments';
import { Tag } from '@/ui/Tag';
import { When } from '@/ui/When';
import { fileUrl } from '../card/document';
import type { Card } from '../card/parts';

type Line = Card['orders']['acknowledgements'][number];

/** The sheet of acknowledgement: who was given the document, who opened it, who has acknowledged it. */
export default function AcknowledgementTab({ card }: { card: Card }) {
  const list = card.orders.acknowledgements;
  const known = list.filter((one) => one.acknowledged_at !== undefined).length;
  return (
    <div className="stack">
      <div className="row row-wrap">
        <p className="muted small grow" role="status">
          {t.summary(known, list.length)}. {t.demand[card.acknowledgement.demand]}
        </p>
        <AriaLink className="link small no-print" href={`/api/documents/${card.id}/acknowledgement-sheet.pdf`} target="_blank">
          {t.sheet}
        </AriaLink>
      </div>
      <ul className="lines" aria-label={t.tab}>
        {list.map((one) => (
          <li key={`${one.id}-${one.sent_at}`} className="line">
            <div className="row row-wrap">
              <span className="grow">
                <span className="strong">{one.name}</span>
                {one.post && <span className="muted small"> {one.post}</span>}
              </span>
              <Mark one={one} />
            </div>
            <div className="row row-wrap muted small">
              <span>
                {t.sent} <When value={one.sent_at} moment />
              </span>
              {(one.opened_at ?? one.acknowledged_at) === undefined && <span>{t.notOpened}</span>}
              {one.opened_at && <span>{t.opened}</span>}
              {one.opened_at && <When value={one.opened_at} moment />}
            </div>
            <Signature card={card} one={one} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** With what he has signed it, where the kind asks for a signature. */
function Signature({ card, one }: { card: Card; one: Line }) {
  const mark = card.acknowledgement.marks.find(({ person_id, signed_at }) => person_id === one.id && signed_at === one.acknowledged_at);
  if (mark === undefined) return null;
  return (
    <div className="row row-wrap small">
      <span className={mark.verdict === 'valid' ? 'muted' : mark.verdict === 'invalid' ? 'tone-danger' : 'tone-warn'}>{mark.words}.</span>
      {mark.file_id !== null && (
        <AriaLink className="link no-print" href={fileUrl(mark.file_id)} download>
          {t.signature}
        </AriaLink>
      )}
    </div>
  );
}

function Mark({ one }: { one: Line }) {
  if (one.acknowledged_at) {
    return (
      <span className="row row-wrap">
        <Tag tone="done">{t.acknowledged}</Tag>
        <When value={one.acknowledged_at} moment />
      </span>
    );
  }
  return (
    <span className="row row-wrap">
      <Tag tone="warn">{t.waits}</Tag>
      {one.due_on !== '' && <When value={one.due_on} due />}
    </span>
  );
}
