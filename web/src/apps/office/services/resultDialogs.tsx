import { useState } from 'react';
import { api } from '@/api/client';
import { applicationWords as t } from '@/i18n/ru/applications';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { Checkbox } from '@/ui/Choice';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { DateField } from '@/ui/DateField';
import { Field, TextArea } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { Preview, SignatoryField } from './papers';
import { previewOf } from './queries';
import type { VerbProps } from './VerbDialog';

/** How a service ends, and what comes after its end. */
export function ResultDialog(props: VerbProps) {
  switch (props.verb.id) {
    case 'invite':
      return <Invite {...props} />;
    case 'issue':
      return <Issue {...props} />;
    case 'choose_way':
      return <ChooseWay {...props} />;
    case 'complain':
      return <Complain {...props} />;
    default:
      return <Correct {...props} />;
  }
}

function Invite({ card, onClose, onDone }: VerbProps) {
  const { value, change, clear } = useDraft(`application-invite:${card.id}`, { place: card.invitation?.place ?? '', hours: card.invitation?.hours ?? '', bring: String(t.passport), until: '' });
  const [paper, setPaper] = useState(card.channel !== 'portal');
  const ready = () => value.place.trim() !== '' && value.hours.trim() !== '' && value.until !== '';
  const run = async () => {
    await api.POST('/api/applications/{id}/invite', { params: { path: { id: card.id } }, body: { ...value, paper } });
    clear();
    onDone(t.invited);
  };
  return (
    <ActDialog title={t.inviteTitle} action={t.actions.invite} onClose={onClose} ready={ready} run={run}>
      <Field label={t.place} value={value.place} onChange={(place) => change({ place })} maxLength={300} required />
      <Field label={t.hours} value={value.hours} onChange={(hours) => change({ hours })} maxLength={300} required />
      <Field label={t.bring} value={value.bring} onChange={(bring) => change({ bring })} maxLength={500} />
      <DateField label={t.keptUntil} value={value.until} onChange={(until) => change({ until })} required />
      <Checkbox checked={paper} onChange={setPaper}>
        {t.withPaper}
      </Checkbox>
      {paper && ready() && <Preview load={() => previewOf(card.id, { kind: 'invitation', ...value })} />}
    </ActDialog>
  );
}

const ways = (['account', 'visit', 'post', 'mfc'] as const).map((id) => ({ id, title: t.ways[id] ?? id }));

function Issue({ card, onClose, onDone }: VerbProps) {
  const [fact, setFact] = useState(card.results.find(({ negative }) => !negative)?.name ?? '');
  const [basis, setBasis] = useState('');
  const [way, setWay] = useState(card.way);
  const [paper, setPaper] = useState(card.results.some(({ negative, kind }) => !negative && kind === 'fact'));
  const run = async () => {
    await api.POST('/api/applications/{id}/issue', { params: { path: { id: card.id } }, body: { fact, basis, way, paper } });
    onDone(t.issued);
  };
  return (
    <ActDialog title={t.issueTitle} action={t.actions.issue} onClose={onClose} ready={() => fact.trim() !== ''} run={run}>
      <Field label={t.fact} value={fact} onChange={setFact} maxLength={500} required />
      <Field label={t.basis} value={basis} onChange={setBasis} maxLength={300} />
      <Select label={t.how} options={ways} value={way} onChange={setWay} required />
      <Checkbox checked={paper} onChange={setPaper}>
        {t.withPaper}
      </Checkbox>
      {paper && fact.trim() !== '' && <Preview load={() => previewOf(card.id, { kind: 'fact', fact, basis })} />}
    </ActDialog>
  );
}

function ChooseWay({ card, verb, onClose, onDone }: VerbProps) {
  const [way, setWay] = useState(card.way);
  const [place, setPlace] = useState(card.way_place);
  const run = async () => {
    await api.POST('/api/applications/{id}/way', { params: { path: { id: card.id } }, body: { way, place } });
    onDone(t.done);
  };
  return (
    <ActDialog title={t.wayTitle} action={verb.title} onClose={onClose} run={run}>
      <p>{t.wayLead}</p>
      <Select label={t.how} options={ways} value={way} onChange={setWay} required />
      {way !== 'account' && <Field label={t.wayPlace} value={place} onChange={setPlace} maxLength={300} />}
    </ActDialog>
  );
}

function Correct({ card, verb, onClose, onDone }: VerbProps) {
  const [text, setText] = useState('');
  const [decline, setDecline] = useState(false);
  const [signatory, setSignatory] = useState<number | null>(card.signatories[0]?.id ?? null);
  const asks = verb.id === 'enter_correction';
  const run = async () => {
    const path = { params: { path: { id: card.id } } };
    if (asks) await api.POST('/api/applications/{id}/enter-correction', { ...path, body: { text } });
    else await api.POST('/api/applications/{id}/correct', { ...path, body: decline ? { decline, reason: text } : { text, signatory_id: signatory ?? 0 } });
    onDone(asks || decline ? t.done : t.toSigned);
  };
  return (
    <ActDialog title={t.correctTitle} action={verb.title} onClose={onClose} ready={() => text.trim() !== ''} run={run}>
      {!asks && (
        <Checkbox checked={decline} onChange={setDecline}>
          {t.decline}
        </Checkbox>
      )}
      <TextArea label={decline ? t.reasonShort : t.text} value={text} onChange={setText} maxLength={2000} rows={4} required />
      {!asks && !decline && <SignatoryField card={card} value={signatory} onChange={setSignatory} />}
      {!asks && !decline && text.trim() !== '' && signatory !== null && <Preview load={() => previewOf(card.id, { kind: 'correction', text, signatory_id: signatory })} />}
    </ActDialog>
  );
}

const grounds = Object.entries(t.complaintGrounds).map(([id, title]) => ({ id, title }));
const against = [{ id: 'body', title: t.againstWho.body }, { id: 'official', title: t.againstWho.official }] as const;

const channels = [{ id: 'visit', title: t.channels.visit ?? '' }, { id: 'post', title: t.channels.post ?? '' }] as const;

function Complain({ card, onClose, onDone }: VerbProps) {
  const [ground, setGround] = useState<string | null>(null);
  const [who, setWho] = useState<'body' | 'official'>('body');
  const [channel, setChannel] = useState<'visit' | 'post'>('visit');
  const { value, change, clear } = useDraft(`application-complaint:${card.id}`, { text: '', official: '' });
  const run = async () => {
    await api.POST('/api/service-complaints', {
      body: { application_id: card.id, ground: ground as 'term_missed', against: who, official: value.official, text: value.text, channel },
    });
    clear();
    onDone(t.done);
  };
  return (
    <ActDialog title={t.complaintTitle} action={t.actions.complain} onClose={onClose} ready={() => ground !== null && value.text.trim() !== '' && (who === 'body' || value.official.trim() !== '')} run={run} wide>
      <Select label={t.complaintGround} options={grounds} value={ground} onChange={setGround} required />
      <ChoiceChips label={t.entryChannel} options={channels} value={channel} onChange={setChannel} />
      <ChoiceChips label={t.against} options={against} value={who} onChange={setWho} />
      {who === 'official' && <Field label={t.official} value={value.official} onChange={(official) => change({ official })} maxLength={200} required />}
      <TextArea label={t.text} value={value.text} onChange={(text) => change({ text })} maxLength={10_000} rows={5} required />
    </ActDialog>
  );
}
