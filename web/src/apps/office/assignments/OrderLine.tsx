import { useQuery } from '@tanstack/react-query';
import { controlKinds, orderStates, orderWords as t } from '@/i18n/ru/assignments';
import { Tag } from '@/ui/Tag';
import { When } from '@/ui/When';
import { noDate } from './item';
import { isOpen, leftWords, toneOf, type Assignment } from './orders';
import { termsQuery } from './queries';

/** Who, what, until when and how it stands. */
export function OrderLine({ one, chosen }: { one: Assignment; chosen: boolean }) {
  const others = one.members.filter((member) => member.role === 'co_executor');
  const left = leftWords(one);
  return (
    <div className={chosen ? 'order order-chosen' : 'order'}>
      <div className="row row-wrap">
        <span className="strong">{one.responsible.name}</span>
        {others.length > 0 && <span className="muted small">{others.map(({ name }) => name).join(', ')}</span>}
        <span className="grow" />
        {one.state === 'draft' ? <DraftTerm one={one} /> : <When value={one.due_on} due={isOpen(one) && one.state !== 'report_submitted'} />}
      </div>
      <div className="order-text">{one.text}</div>
      <div className="row row-wrap small">
        {one.state === 'draft' && <DraftNotes one={one} />}
        {one.state !== 'draft' && <Tag tone={toneOf(one.state)}>{orderStates[one.state]}</Tag>}
        {one.urgent && one.state !== 'draft' && <Tag tone="danger">{t.urgent}</Tag>}
        {one.control === 'special' && <Tag tone="warn">{controlKinds.special}</Tag>}
        {left && <span className={one.overdue ? 'tone-danger' : 'muted'}>{left}</span>}
        {one.extension === 'requested' && <span className="tone-warn">{t.requested}</span>}
      </div>
    </div>
  );
}

/** A draft is counted from the day of its signing: shown is the date that today would give. */
function DraftTerm({ one }: { one: Assignment }) {
  const { data: terms = [] } = useQuery(termsQuery);
  const day = one.due_on || terms.find((term) => term.code === (one.term_code ?? noDate))?.date;
  return day === undefined ? null : <When value={day} due />;
}

/** By which preset, and who watches. */
function DraftNotes({ one }: { one: Assignment }) {
  const { data: terms = [] } = useQuery(termsQuery);
  const title = one.due_on === '' && one.term_code !== noDate ? (terms.find((term) => term.code === one.term_code)?.title ?? '') : '';
  return <span className="muted">{t.draftTerm(title, one.control === 'none' ? '' : (one.controller?.name ?? ''))}</span>;
}
