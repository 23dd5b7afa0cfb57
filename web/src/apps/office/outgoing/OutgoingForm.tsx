import { useMemo } from 'react';
import { fieldWords as t } from '@/i18n/ru/documents';
import { Combo } from '@/ui/Combo';
import { DateField } from '@/ui/DateField';
import { Field, TextArea } from '@/ui/Field';
import { Link } from '@/ui/Button';
import { Select } from '@/ui/Select';
import { among } from '@/ui/useOptions';
import { useCaseFiles, useJournals, useKinds } from '../card/dictionaries';
import { Facts } from '../card/Facts';
import { FormNotice, SaveBar } from '../card/FormNotice';
import { findExecutives, findPeople } from '../card/lookups';
import { cardHref, type Card, type Desk } from '../card/parts';
import { useForm } from '../card/useForm';
import { Addressees } from './Addressees';
import { Deliveries } from './Deliveries';
import './outgoing.css';

/** The card of what the body writes: fields while it is a draft, facts afterwards; under them what became of it. */
export default function OutgoingForm({ card, desk }: { card: Card; desk: Desk }) {
  return (
    <>
      {card.actions.includes('describe') ? <Editing card={card} desk={desk} /> : <Facts card={card} />}
      {card.actions.includes('register') && <Journal card={card} />}
      {card.flow === 'outgoing' && !card.actions.includes('describe') && <Deliveries card={card} desk={desk} />}
    </>
  );
}

function Editing({ card, desk }: { card: Card; desk: Desk }) {
  const { form, state } = useForm(card);
  const { fields, errors } = state;
  const kinds = useKinds(card);
  const cases = useCaseFiles(true);
  const load = useMemo(() => among(cases), [cases]);
  const reply = card.in_reply_to;
  return (
    <div className="fields">
      <div className="whole empty-gap">
        <FormNotice form={form} state={state} />
      </div>
      {reply && (
        <p className="whole">
          <span className="muted">{t.inReplyTo}: </span>
          <Link href={cardHref(reply.id)}>{reply.number === '' ? reply.summary : `№ ${reply.number}`}</Link>
        </p>
      )}
      <div className="whole">
        <TextArea label={t.heading} value={fields.summary} onChange={(summary) => form.change({ summary })} error={errors.summary} rows={2} maxLength={2000} />
      </div>
      {card.flow === 'outgoing' && (
        <div className="whole">
          <Addressees value={fields.addressees} onChange={(addressees) => form.change({ addressees })} error={errors.addressees} />
        </div>
      )}
      {card.flow === 'internal' && (
        <Combo<number>
          label={t.addressee}
          value={fields.addressee}
          onChange={(addressee) => form.change({ addressee })}
          load={findExecutives}
          hint={fields.addressee?.hint}
          error={errors.addressee}
        />
      )}
      <Combo<number> label={t.signatory} value={fields.signatory} onChange={(signatory) => form.change({ signatory })} load={card.flow === 'internal' ? findPeople : findExecutives} hint={fields.signatory?.hint} error={errors.signatory} />
      <Select<number> label={t.kind} options={kinds} value={fields.kind} onChange={(kind) => form.change({ kind })} error={errors.kind} />
      <DateField label={t.due} value={fields.due} onChange={(due) => form.change({ due })} error={errors.due} />
      <Combo<number> label={t.caseFile} value={fields.caseFile} onChange={(caseFile) => form.change({ caseFile })} load={load} hint={fields.caseFile?.hint} error={errors.caseFile} />
      <Field label={t.sheets} value={fields.sheets} onChange={(sheets) => form.change({ sheets: sheets.replaceAll(/\D/g, '') })} inputMode="numeric" error={errors.sheets} maxLength={6} />
      <Field
        label={t.attachments}
        value={fields.attachments}
        onChange={(attachments) => form.change({ attachments: attachments.replaceAll(/\D/g, '') })}
        inputMode="numeric"
        error={errors.attachments}
        maxLength={5}
      />
      <SaveBar card={card} desk={desk} form={form} state={state} />
    </div>
  );
}

/** A choice only where there is one. */
function Journal({ card }: { card: Card }) {
  const { form, state } = useForm(card);
  const journals = useJournals(card, true);
  if (journals === undefined || journals.length < 2) return null;
  return (
    <div className="form-section">
      <Select<number>
        label={t.journal}
        hint={t.journalHint}
        options={journals.map(({ id, name }) => ({ id, title: name }))}
        value={state.fields.journal ?? journals[0]?.id ?? null}
        onChange={(journal) => form.change({ journal })}
        error={state.errors.journal}
      />
    </div>
  );
}
