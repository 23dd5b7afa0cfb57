import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { api, take } from '@/api/client';
import { fieldTexts } from '@/i18n/errorText';
import { inquiryStates, interagencyWords as t, verdicts } from '@/i18n/ru/interagency';
import { useAct } from '@/lib/useAct';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { Button, Link } from '@/ui/Button';
import { Field, TextArea } from '@/ui/Field';
import { ErrorBox, Skeleton } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { Tag } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import { When } from '@/ui/When';
import { usePageTitle } from '../shell/pageTitle';
import { Fields } from './Fields';
import { Facts, Files, RawTexts } from './parts';
import { inquiryQuery, type InquiryCard } from './queries';
import './interagency.css';

const route = getRouteApi('/shell/interagency/inquiries/$id');

/** A request of another body, and the answer to it. */
export function InquiryPage() {
  const id = Number(route.useParams().id);
  const [act, setAct] = useState<'reply' | 'refuse'>();
  const { data, error, refetch } = useQuery(inquiryQuery(id));
  const client = useQueryClient();
  const { busy, error: refusal, run } = useAct();
  usePageTitle(data?.kind.name ?? t.title);
  const toMyself = async () => {
    await api.POST('/api/interagency/inquiries/{id}/take', { params: { path: { id } } });
    await Promise.all(['interagency', 'tasks'].map((key) => client.invalidateQueries({ queryKey: [key] })));
    toast.done(t.taken);
  };
  if (data === undefined) return <div className="page">{error === null ? <Skeleton shape="table" count={4} /> : <ErrorBox error={error} onRetry={() => void refetch()} />}</div>;
  return (
    <div className="page stack" data-pane>
      <p>
        <Link href="/interagency?part=inquiries">{t.back}</Link>
      </p>
      <header className="row row-wrap">
        <h1 className="grow">
          {data.kind.name} <span className="muted">{t.numbered(id)}</span>
        </h1>
        {data.row.state === 'received' && (
          <>
            {data.row.officer === '' && (
              <Button busy={busy} onPress={() => void run(toMyself)}>
                {t.take}
              </Button>
            )}
            <Button kind="filled" onPress={() => setAct('reply')}>
              {t.reply}
            </Button>
            <Button onPress={() => setAct('refuse')}>{t.refuse}</Button>
          </>
        )}
      </header>
      {refusal !== undefined && <ErrorBox error={refusal} />}
      <p className="row row-wrap">
        <Tag tone={data.row.state === 'answered' ? 'done' : 'plain'}>{inquiryStates[data.row.state]}</Tag> {data.row.sender} · {t.signature}: {verdicts[data.row.verdict] ?? data.row.verdict}
        {data.row.test && <Tag tone="warn">{t.test}</Tag>}
        {data.row.state === 'received' && <When value={data.row.due_at} due moment />}
        {data.row.state === 'received' && data.row.officer !== '' && <span>{`${t.officer}: ${data.row.officer}`}</span>}
      </p>
      <section className="stack" aria-labelledby="inquiry-asked">
        <h2 id="inquiry-asked">{t.asked}</h2>
        <Facts facts={data.facts} />
        <Files files={data.files} of="inquiries" id={id} />
      </section>
      {data.row.state !== 'received' && (
        <section className="stack" aria-labelledby="inquiry-reply">
          <h2 id="inquiry-reply">{t.ourReply}</h2>
          {data.words !== '' && <p>{data.words}</p>}
          <Facts facts={data.reply} />
          <Files files={data.reply_files} of="inquiries" id={id} />
        </section>
      )}
      <RawTexts read={async () => (await take(api.GET('/api/interagency/inquiries/{id}/raw', { params: { path: { id } } }))).texts} />
      {act === 'reply' && <Reply card={data} onClose={() => setAct(undefined)} />}
      {act === 'refuse' && <Refuse card={data} onClose={() => setAct(undefined)} />}
    </div>
  );
}

function Reply({ card, onClose }: { card: InquiryCard; onClose: () => void }) {
  const client = useQueryClient();
  const { value, change, clear } = useDraft(`inquiry:reply:${card.row.id}`, { values: {} as Record<string, string>, document: '' });
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const run = async () => {
    const card_id = Number(value.document);
    await api.POST('/api/interagency/inquiries/{id}/reply', {
      params: { path: { id: card.row.id } },
      body: { facts: value.values, ...(value.document.trim() !== '' && Number.isInteger(card_id) && { document_id: card_id }) },
    });
    await client.invalidateQueries({ queryKey: ['interagency'] });
    clear();
    toast.done(t.replied);
    onClose();
  };
  return (
    <ActDialog title={t.replyTitle} action={t.reply} onClose={onClose} run={run} refused={(error) => setErrors(fieldTexts(error))}>
      <Fields fields={card.kind.answer} values={value.values} onChange={(values) => change({ values })} errors={errors} prefix="facts" />
      <Field label={t.document} hint={t.documentHint} value={value.document} onChange={(document) => change({ document })} error={errors.document_id} />
    </ActDialog>
  );
}

type Reason = keyof typeof t.reasons;

function Refuse({ card, onClose }: { card: InquiryCard; onClose: () => void }) {
  const client = useQueryClient();
  const { value, change, clear } = useDraft(`inquiry:refuse:${card.row.id}`, { reason: 'NO_DATA' as Reason, words: '' });
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const run = async () => {
    await api.POST('/api/interagency/inquiries/{id}/refuse', { params: { path: { id: card.row.id } }, body: value });
    await client.invalidateQueries({ queryKey: ['interagency'] });
    clear();
    toast.done(t.replied);
    onClose();
  };
  return (
    <ActDialog title={t.refuse} action={t.refuse} onClose={onClose} run={run} refused={(error) => setErrors(fieldTexts(error))}>
      <Select label={t.reason} options={(Object.keys(t.reasons) as Reason[]).map((id) => ({ id, title: t.reasons[id] }))} value={value.reason} onChange={(reason) => change({ reason })} />
      <TextArea label={t.words} value={value.words} onChange={(words) => change({ words })} required error={errors.words} />
    </ActDialog>
  );
}
