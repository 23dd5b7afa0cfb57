import { useState } from 'react';
import { api } from '@/api/client';
import { applicationWords as t } from '@/i18n/ru/applications';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { Checkbox } from '@/ui/Choice';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { TextArea } from '@/ui/Field';
import { Banner } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { Preview, SignatoryField } from './papers';
import { previewOf, type Card } from './queries';
import type { VerbProps } from './VerbDialog';

type Except = keyof typeof t.excepts;
const excepts = (Object.keys(t.excepts) as Except[]).map((id) => ({ id, title: t.excepts[id] }));

interface Stands {
  ground: string | null;
  reason: string;
  missing: readonly string[];
  except: Except;
}

const blank: Stands = { ground: null, reason: '', missing: [], except: 'none' };
const bodyOf = ({ ground, reason, missing, except }: Stands) => ({ ground: ground ?? '', reason, missing: [...missing], except: except === 'none' ? ('' as const) : except });
const stands = ({ ground, reason }: Stands) => ground !== null && reason.trim() !== '';

interface GroundProps {
  card: Card;
  list: Card['grounds']['intake'];
  value: Stands;
  change: (part: Partial<Stands>) => void;
  papers: boolean;
}

/** A ground of the pinned regulation, what exactly is wrong, and which documents are missing. */
function GroundFields({ card, list, value, change, papers }: GroundProps) {
  if (list.length === 0) return <Banner tone="warn">{t.noGrounds}</Banner>;
  const demandable = card.checklist.filter(({ source }) => source !== 'interagency');
  return (
    <>
      <Select label={t.ground} hint={t.groundHint} options={list.map(({ code, text, act }) => ({ id: code, title: text, hint: act }))} value={value.ground} onChange={(ground) => change({ ground })} required />
      <TextArea label={t.reason} value={value.reason} onChange={(reason) => change({ reason })} maxLength={2000} rows={3} required />
      {papers && demandable.length > 0 && (
        <div className="stack" role="group" aria-label={t.missing}>
          <p className="small">{t.missing}</p>
          {demandable.map(({ code, name }) => (
            <Checkbox key={code} checked={value.missing.includes(code)} onChange={(on) => change({ missing: on ? [...value.missing, code] : value.missing.filter((one) => one !== code) })}>
              {name}
            </Checkbox>
          ))}
        </div>
      )}
      {papers && card.before && <Select label={t.except} hint={t.exceptHint} options={excepts} value={value.except} onChange={(except) => change({ except })} />}
    </>
  );
}

/** The three refusals: of the documents, a suspension, of the service; and the grant beside the last. */
export function RefusalDialog(props: VerbProps) {
  if (props.verb.id === 'decide') return <Decide {...props} />;
  return props.verb.id === 'suspend' ? <Suspend {...props} /> : <RefuseIntake {...props} />;
}

function RefuseIntake({ card, onClose, onDone }: VerbProps) {
  const { value, change, clear } = useDraft<Stands>(`application-refuse-intake:${card.id}`, blank);
  const [signatory, setSignatory] = useState<number | null>(null);
  const body = () => ({ ...bodyOf(value), ...(signatory !== null && { signatory_id: signatory }) });
  const run = async () => {
    await api.POST('/api/applications/{id}/refuse-intake', { params: { path: { id: card.id } }, body: body() });
    clear();
    onDone(t.noticeToSign);
  };
  return (
    <ActDialog title={t.refuseIntakeTitle} action={t.actions.refuse_intake} kind="danger-filled" onClose={onClose} ready={() => stands(value)} run={run} wide>
      <p>{t.refuseIntakeLead}</p>
      <GroundFields card={card} list={card.grounds.intake} value={value} change={change} papers />
      <SignatoryField card={card} own value={signatory} onChange={setSignatory} />
      {stands(value) && <Preview load={() => previewOf(card.id, { kind: 'intake_refusal', ...body() })} />}
    </ActDialog>
  );
}

function Suspend({ card, onClose, onDone }: VerbProps) {
  const { value, change, clear } = useDraft<Stands>(`application-suspend:${card.id}`, blank);
  const [signatory, setSignatory] = useState<number | null>(null);
  const body = () => ({ ground: value.ground ?? '', reason: value.reason, ...(signatory !== null && { signatory_id: signatory }) });
  const run = async () => {
    await api.POST('/api/applications/{id}/suspend', { params: { path: { id: card.id } }, body: body() });
    clear();
    onDone(t.suspendToSign);
  };
  return (
    <ActDialog title={t.suspendTitle} action={t.actions.suspend} onClose={onClose} ready={() => stands(value)} run={run} wide>
      <p>{t.suspendLead}</p>
      <GroundFields card={card} list={card.grounds.suspension} value={value} change={change} papers={false} />
      <SignatoryField card={card} own value={signatory} onChange={setSignatory} />
      {stands(value) && <Preview load={() => previewOf(card.id, { kind: 'suspension', ...body() })} />}
    </ActDialog>
  );
}

function Decide({ card, onClose, onDone }: VerbProps) {
  const results = card.results.filter(({ negative }) => !negative).map(({ code, name }) => ({ id: code, title: name }));
  const [outcome, setOutcome] = useState<'grant' | 'refusal'>('grant');
  const [result, setResult] = useState<string | null>(results[0]?.id ?? null);
  const [signatory, setSignatory] = useState<number | null>(card.signatories[0]?.id ?? null);
  const { value, change, clear } = useDraft<Stands & { text: string }>(`application-decide:${card.id}`, { ...blank, text: '' });
  const said = () => ({ ...(outcome === 'grant' ? { result: result ?? '', text: value.text } : bodyOf(value)), signatory_id: signatory ?? 0 });
  const ready = () => signatory !== null && (outcome === 'grant' ? result !== null : stands(value));
  const run = async () => {
    await api.POST('/api/applications/{id}/decide', { params: { path: { id: card.id } }, body: { outcome, ...said() } });
    clear();
    onDone(t.toSigned);
  };
  return (
    <ActDialog title={t.decideTitle} action={t.toSignature} onClose={onClose} ready={ready} run={run} wide>
      <p>{t.decideLead}</p>
      <ChoiceChips label={t.what} options={[{ id: 'grant', title: t.grant }, { id: 'refusal', title: t.refuse }]} value={outcome} onChange={setOutcome} />
      {outcome === 'grant' ? (
        <>
          <Select label={t.result} options={results} value={result} onChange={setResult} required />
          <TextArea label={t.extraText} value={value.text} onChange={(text) => change({ text })} maxLength={8000} rows={4} />
        </>
      ) : (
        <GroundFields card={card} list={card.grounds.refusal} value={value} change={change} papers />
      )}
      <SignatoryField card={card} value={signatory} onChange={setSignatory} />
      {ready() && <Preview load={() => previewOf(card.id, { kind: outcome, ...said() })} />}
    </ActDialog>
  );
}
