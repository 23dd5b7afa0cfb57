import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { MessageSquareWarning } from 'lucide-react';
import { useState } from 'react';
import { api, take } from '@/api/client';
import { applicationWords as t } from '@/i18n/ru/applications';
import { pagesOf } from '@/grid/pages';
import type { Column } from '@/grid/types';
import { ListItem } from '@/grid/ListItem';
import { dayNumbers } from '@/lib/dates';
import { useAct } from '@/lib/useAct';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { Button, Link } from '@/ui/Button';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { Drawer } from '@/ui/Dialog';
import { TextArea } from '@/ui/Field';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import { When } from '@/ui/When';
import { AdminList } from '../admin/AdminList';
import { Part } from '../admin/Part';
import { Why } from '../assignments/Why';
import { Preview, PaperSign } from './papers';
import { placeOf, type Place } from './place';
import { complaintQuery, complaintsQuery, type Complaint, type ComplaintRow } from './queries';

const state = (row: Pick<ComplaintRow, 'state' | 'overdue'>) => <Tag tone={row.state === 'answered' ? 'done' : row.overdue ? 'danger' : 'accent'}>{t.complaintStates[row.state]}</Tag>;

const columns: readonly Column<ComplaintRow>[] = [
  { id: 'due', title: t.columns.due, width: '7rem', cell: (row) => (row.due_on === '' ? '–' : <When value={row.due_on} due />) },
  { id: 'number', title: t.columns.number, width: '7rem', cell: (row) => <span className="strong">{row.number || '–'}</span> },
  { id: 'ground', title: t.complaintOf, width: 'minmax(10rem, 3fr)', cell: (row) => t.complaintGrounds[row.ground] ?? row.ground },
  { id: 'service', title: t.columns.service, width: 'minmax(8rem, 2fr)', cell: (row) => row.service },
  { id: 'state', title: t.columns.state, width: '10rem', cell: state },
];

const item = (row: ComplaintRow) => (
  <ListItem title={t.complaintGrounds[row.ground] ?? ''} when={row.due_on === '' ? undefined : <When value={row.due_on} due />} subject={row.service} number={row.number || '–'} tags={state(row)} />
);
const keyOf = (row: ComplaintRow) => row.id;

/** Pre-trial complaints on the body (210-ФЗ, chapter 2.1). */
export function ComplaintsPage() {
  const place: Place = useSearch({ strict: false });
  const navigate = useNavigate();
  const list = pagesOf(useInfiniteQuery(complaintsQuery));
  const go = (open?: string) => void navigate({ to: '.', search: (before: Place) => placeOf({ ...before, open }), replace: true });
  return (
    <Part title={t.parts.complaints} lead={t.complaintsLead}>
      <AdminList
        label={t.parts.complaints}
        {...list}
        keyOf={keyOf}
        columns={columns}
        item={item}
        onOpen={(row) => go(String(row.id))}
        empty={
          <Empty icon={MessageSquareWarning} title={t.noComplaints}>
            {t.noComplaintsHint}
          </Empty>
        }
      />
      {place.open !== undefined && <ComplaintDrawer id={Number(place.open)} onClose={() => go()} />}
    </Part>
  );
}

function ComplaintDrawer({ id, onClose }: { id: number; onClose: () => void }) {
  const { data, error, refetch } = useQuery(complaintQuery(id));
  return (
    <Drawer title={t.complaintTitle} open onClose={onClose} wide>
      {error !== null && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {data ? <Body complaint={data} /> : <Skeleton count={3} />}
    </Drawer>
  );
}

function Body({ complaint }: { complaint: Complaint }) {
  const client = useQueryClient();
  const { busy, error, run } = useAct();
  const [deciding, setDeciding] = useState(false);
  const [signing, setSigning] = useState(false);
  const again = () => client.invalidateQueries({ queryKey: ['applications'] });
  const path = { params: { path: { id: complaint.id } } };
  const act = (send: () => Promise<unknown>) =>
    run(async () => {
      await send();
      await again();
    });
  return (
    <div className="stack">
      {error !== undefined && <ErrorBox error={error} />}
      <p className="row row-wrap">
        {complaint.number !== '' && <strong>{complaint.number}</strong>}
        <Tag tone={complaint.state === 'answered' ? 'done' : 'accent'}>{t.complaintStates[complaint.state]}</Tag>
      </p>
      <p>{t.complaintGrounds[complaint.ground]}</p>
      <p className="muted">{complaint.against === 'body' ? t.againstWho.body : `${t.againstWho.official}: ${complaint.official}`}</p>
      <p>{complaint.text}</p>
      {complaint.due_on !== '' && (
        <>
          <p>
            {t.considerBy} <strong>{dayNumbers(complaint.due_on)}</strong>
          </p>
          <Why why={complaint.why} basis={complaint.basis} />
        </>
      )}
      {complaint.outcome !== '' && (
        <section className="application-part">
          <h2>{t.outcomesOfComplaint[complaint.outcome]}</h2>
          <p>{complaint.decision}</p>
          <p>{complaint.measures}</p>
        </section>
      )}
      {complaint.application_id !== null && <Link href={`/applications/${complaint.application_id}`}>{t.openApplication}</Link>}
      <div className="row row-wrap">
        {complaint.actions.includes('register') && (
          <Button kind="filled" busy={busy} onPress={() => void act(() => api.POST('/api/service-complaints/{id}/register', path))}>
            {t.registerComplaint}
          </Button>
        )}
        {complaint.actions.includes('decide') && (
          <Button kind="filled" onPress={() => setDeciding(true)}>
            {t.decideComplaint}
          </Button>
        )}
        {complaint.actions.includes('answer') && (
          complaint.paper_id === 0 ? (
            <Button kind="filled" busy={busy} onPress={() => void act(() => api.POST('/api/service-complaints/{id}/answer', { ...path, body: {} })).then(() => toast.done(t.answerWritten))}>
              {t.answerComplaint}
            </Button>
          ) : (
            <Button kind="filled" onPress={() => setSigning(true)}>
              {t.sign}
            </Button>
          )
        )}
      </div>
      {complaint.actions.includes('answer') && complaint.paper_id === 0 && (
        <Preview load={async () => (await take(api.POST('/api/service-complaints/{id}/preview', path))).pdf} />
      )}
      {signing && (
        <PaperSign
          id={complaint.paper_id}
          onClose={() => setSigning(false)}
          onDone={() => {
            setSigning(false);
            void again();
          }}
        />
      )}
      {deciding && <DecideDialog complaint={complaint} onClose={() => setDeciding(false)} onDone={() => void again()} />}
    </div>
  );
}

const outcomes = [{ id: 'satisfied', title: t.outcomesOfComplaint.satisfied }, { id: 'denied', title: t.outcomesOfComplaint.denied }] as const;

function DecideDialog({ complaint, onClose, onDone }: { complaint: Complaint; onClose: () => void; onDone: () => void }) {
  const [outcome, setOutcome] = useState<'satisfied' | 'denied'>('satisfied');
  const { value, change, clear } = useDraft(`service-complaint:${complaint.id}`, { decision: '', measures: '' });
  const run = async () => {
    await api.POST('/api/service-complaints/{id}/decide', { params: { path: { id: complaint.id } }, body: { outcome, decision: value.decision, measures: value.measures } });
    clear();
    onDone();
    onClose();
  };
  const ready = () => value.decision.trim() !== '' && (outcome === 'denied' || value.measures.trim() !== '');
  return (
    <ActDialog title={t.decideComplaint} action={t.decideComplaint} onClose={onClose} ready={ready} run={run} wide>
      <ChoiceChips label={t.decideTitle} options={outcomes} value={outcome} onChange={setOutcome} />
      <TextArea label={t.decision} value={value.decision} onChange={(decision) => change({ decision })} maxLength={10_000} rows={5} required />
      {outcome === 'satisfied' && <TextArea label={t.measures} value={value.measures} onChange={(measures) => change({ measures })} maxLength={4000} rows={3} required />}
    </ActDialog>
  );
}
