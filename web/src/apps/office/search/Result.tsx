import { Link } from '@tanstack/react-router';
import { searchWords as t } from '@/i18n/ru/cards';
import { flowWords, listWords } from '@/i18n/ru/documents';
import { Tag } from '@/ui/Tag';
import { When } from '@/ui/When';
import { numberOf, partyOf } from '../card/rows';
import { StateTag } from '../card/states';
import type { Fragment, Hit } from './queries';

/** One card that was found, and why. */
export function Result({ hit }: { hit: Hit }) {
  const heading = hit.fragments.find((fragment) => fragment.field === 'summary');
  const party = hit.fragments.find((fragment) => fragment.field === 'correspondent');
  const rest = hit.fragments.filter((fragment) => fragment.field === 'file');
  return (
    <li className="result">
      <Link to="/cards/$id" params={{ id: String(hit.id) }} className="result-link">
        {heading ? <Pieces fragment={heading} /> : hit.summary || listWords.noSummary}
      </Link>
      <div className="row row-wrap small">
        <span className="strong">{numberOf(hit)}</span>
        <When value={hit.registered_on || hit.created_at} />
        <span className="muted">{flowWords[hit.flow]}</span>
        <span className="muted">{party ? <Pieces fragment={party} /> : partyOf(hit)}</span>
        <StateTag state={hit.state} />
        {hit.access_mark === 'dsp' && <Tag tone="danger">{listWords.dsp}</Tag>}
        {hit.by_number && <Tag tone="accent">{t.byNumber}</Tag>}
      </div>
      {rest.map((fragment) => (
        <p key={fragment.file_id ?? fragment.field} className="small result-text">
          <Pieces fragment={fragment} />
          {fragment.file && <span className="muted"> – {t.inFile(fragment.file)}</span>}
        </p>
      ))}
    </li>
  );
}

function Pieces({ fragment }: { fragment: Fragment }) {
  return fragment.pieces.map((piece, index) =>
    // oxlint-disable-next-line react/no-array-index-key -- pieces of one text, told by their place only
    piece.hit ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
  );
}
