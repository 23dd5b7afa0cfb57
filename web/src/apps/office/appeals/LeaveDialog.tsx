import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/client';
import { appealWords as words } from '@/i18n/ru/appeals';
import { letterWords as t } from '@/i18n/ru/appealLetters';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { TextButton } from '@/ui/Button';
import { Field, TextArea } from '@/ui/Field';
import { ErrorBox, Skeleton } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { Tag } from '@/ui/Tag';
import type { LetterProps } from './answers';
import { SideText } from './SideText';
import { previousQuery, type Appeal, type Previous } from './queries';

type Ground = keyof typeof words.grounds;
type Offered = Appeal['offered'][number];

/** Leaves an appeal without an answer on the substance. Each ground asks for what its letter needs. */
export function LeaveDialog({ card, desk, appeal, offered }: LetterProps & { appeal: Appeal; offered?: Offered }) {
  const [ground, setGround] = useState<Ground | null>(offered === undefined ? null : 'answer_published');
  const { value, change, clear } = useDraft(`appeal-leave:${card.id}:${offered?.id ?? 0}`, { link: offered === undefined ? '' : window.location.origin + offered.path, reason: '' });
  const { link, reason } = value;
  const message = appeal.kind === 'message';
  const ceased = ground === 'correspondence_ceased';
  const { data, error } = useQuery({ ...previousQuery(card.id), enabled: ceased });
  const enough = data !== undefined && data.counts >= data.needed;
  const run = async () => {
    if (ground === null) return;
    const body = { ground, ...(ground === 'answer_published' ? { link, ...(offered && link.endsWith(offered.path) ? { answer_id: offered.id } : {}) } : {}), ...(ceased ? { reason } : {}) };
    await api.POST('/api/appeals/{id}/leave-unanswered', { params: { path: { id: card.id } }, body });
    clear();
    desk.done(ceased ? t.decisionDone : message ? words.leftMessage : words.left);
  };
  const ready = () => ground !== null && (ground !== 'answer_published' || link.trim() !== '') && (!ceased || enough);
  const options = appeal.grounds.map((id) => ({ id: id as Ground, title: words.grounds[id as Ground] }));
  return (
    <ActDialog title={message ? words.leaveMessageTitle : words.leaveTitle} action={ceased ? t.decision : words.leave} kind="danger-filled" alert wide={ceased} onClose={desk.close} ready={ready} run={run}>
      <p>{message ? words.leaveMessageLead : words.leaveLead}</p>
      <Select label={words.ground} options={options} value={ground} onChange={setGround} required />
      {ground === 'answer_published' && <Field label={t.link} hint={t.linkHint} value={link} onChange={(typed) => change({ link: typed })} inputMode="url" maxLength={500} required />}
      {ceased && (
        <>
          <TextArea label={t.nothingNew} value={reason} onChange={(typed) => change({ reason: typed })} maxLength={2000} rows={2} />
          {error ? <ErrorBox error={error} /> : data === undefined ? <Skeleton shape="list" count={3} /> : <Sides found={data} openCard={desk.openCard} />}
        </>
      )}
    </ActDialog>
  );
}

/** The new appeal beside the answers given before (art. 11.5): a person compares, the program counts. */
function Sides({ found, openCard }: { found: Previous; openCard: (id: number) => void }) {
  const answers = found.before.filter(({ answer }) => answer !== undefined);
  return (
    <section aria-label={t.previous} className="stack">
      <p className={found.counts >= found.needed ? 'small' : 'small strong'}>{t.previousNeed(found.counts, found.needed)}</p>
      <div className="appeal-sides">
        <SideText title={t.now} day={found.now.registered_on}>{found.now.text}</SideText>
        <div className="stack">
          {answers.map(({ appeal, answer, same }) => (
            <div key={appeal.document_id}>
              <div className="row row-wrap">
                <TextButton onPress={() => openCard(answer?.document_id ?? appeal.document_id)}>{t.before(answer?.number ?? '')}</TextButton>
                {same !== null && <Tag tone={same ? 'warn' : 'plain'}>{same ? words.same : words.notSame}</Tag>}
              </div>
              <SideText title={appeal.summary} day={answer?.registered_on ?? ''}>
                {answer?.text}
              </SideText>
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}
