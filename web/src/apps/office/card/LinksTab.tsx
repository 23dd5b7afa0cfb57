import { Link2 } from 'lucide-react';
import { linkWords as t } from '@/i18n/ru/cards';
import { flowWords, listWords } from '@/i18n/ru/documents';
import { TextButton } from '@/ui/Button';
import { Empty } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { When } from '@/ui/When';
import type { Card, Desk } from './parts';
import { StateTag } from './states';

/** Answers, what was answered, copies in other bodies. */
export default function LinksTab({ card, desk }: { card: Card; desk: Desk }) {
  if (card.links.length === 0) {
    return (
      <Empty icon={Link2} title={t.empty}>
        {t.emptyHint}
      </Empty>
    );
  }
  return (
    <ul className="lines" aria-label={t.label}>
      {card.links.map(({ card: other, relation, outward }) => (
        <li key={`${relation}-${other.id}`} className="line">
          <div className="row row-wrap small">
            <span className="muted">{t.relations[relation][outward ? 0 : 1]}</span>
            <StateTag state={other.state} />
            {other.access_mark === 'dsp' && <Tag tone="danger">{listWords.dsp}</Tag>}
          </div>
          <TextButton onPress={() => desk.openCard(other.id)}>{other.summary || other.kind}</TextButton>
          <div className="muted small">
            {flowWords[other.flow]} · {other.number === '' ? listWords.noNumber : `№ ${other.number}`}
            {other.registered_on !== '' && (
              <>
                {', '}
                <When value={other.registered_on} />
              </>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
