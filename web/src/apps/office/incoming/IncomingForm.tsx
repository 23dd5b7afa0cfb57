import { useMemo, useState } from 'react';
import { channelWords, fieldWords as t } from '@/i18n/ru/documents';
import { Button } from '@/ui/Button';
import { Checkbox } from '@/ui/Choice';
import { Combo } from '@/ui/Combo';
import { DateField } from '@/ui/DateField';
import { Field, TextArea } from '@/ui/Field';
import { Banner } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { among } from '@/ui/useOptions';
import { today } from '@/lib/dates';
import { CorrespondentField } from '../card/CorrespondentField';
import { useCaseFiles, useJournals, useKinds } from '../card/dictionaries';
import { Facts } from '../card/Facts';
import { FormNotice, SaveBar } from '../card/FormNotice';
import { findPeople } from '../card/lookups';
import type { Card, Desk } from '../card/parts';
import { useForm } from '../card/useForm';
import { Duplicates } from './Duplicates';
import { Route } from './Route';
import './incoming.css';

/** The card of an incoming letter: fields for those who may fill them, facts for the others. */
export default function IncomingForm({ card, desk }: { card: Card; desk: Desk }) {
  return (
    <>
      {card.actions.includes('describe') ? <Editing card={card} desk={desk} /> : <Facts card={card} />}
      <Route card={card} />
    </>
  );
}

const channels = ['', 'post', 'email', 'hand', 'platform'] as const;

function Editing({ card, desk }: { card: Card; desk: Desk }) {
  const { form, state } = useForm(card);
  const { fields, errors } = state;
  const kinds = useKinds(card);
  const registering = card.actions.includes('register');
  const journals = useJournals(card, registering);
  const rare = fields.sheets !== '' || fields.attachments !== '' || fields.caseFile !== null;
  const [more, setMore] = useState(rare);
  return (
    <div className="fields">
      <div className="whole empty-gap">
        <FormNotice form={form} state={state} />
      </div>
      <div className="whole">
        <CorrespondentField
          label={t.correspondent}
          value={fields.correspondent}
          onChange={(correspondent) => form.change({ correspondent })}
          error={errors.correspondent}
        />
      </div>
      <Field label={t.senderNumber} value={fields.senderNumber} onChange={(senderNumber) => form.change({ senderNumber })} error={errors.senderNumber} maxLength={100} />
      <DateField label={t.senderDate} value={fields.senderDate} onChange={(senderDate) => form.change({ senderDate })} error={errors.senderDate} max={today()} />
      <Duplicates card={card} desk={desk} fields={fields} />
      <Field
        label={t.senderSignatory}
        value={fields.senderSignatory}
        onChange={(senderSignatory) => form.change({ senderSignatory })}
        error={errors.senderSignatory}
        maxLength={200}
      />
      <Combo<number> label={t.addressee} value={fields.addressee} onChange={(addressee) => form.change({ addressee })} load={findPeople} error={errors.addressee} />
      <Select<number> label={t.kind} options={kinds} value={fields.kind} onChange={(kind) => form.change({ kind })} error={errors.kind} />
      {card.flow !== 'appeal' && ( // the days of an appeal are the law's
        <DateField label={t.due} {...(registering ? { hint: t.dueAuto } : {})} value={fields.due} onChange={(due) => form.change({ due })} error={errors.due} />
      )}
      <div className="whole">
        <TextArea label={t.summary} value={fields.summary} onChange={(summary) => form.change({ summary })} error={errors.summary} rows={3} maxLength={2000} />
      </div>
      {registering && journals !== undefined && journals.length > 1 && (
        <div className="whole">
          <Select<number>
            label={t.journal}
            hint={t.journalHint}
            options={journals.map(({ id, name }) => ({ id, title: name }))}
            value={fields.journal ?? journals[0]?.id ?? null}
            onChange={(journal) => form.change({ journal })}
            error={errors.journal}
          />
        </div>
      )}
      {registering && journals?.length === 0 && (
        <div className="whole">
          <Banner tone="warn">{t.noJournals}</Banner>
        </div>
      )}
      <div className="fields-bar whole">
        <Checkbox checked={fields.urgent} onChange={(urgent) => form.change({ urgent })}>
          {t.urgent}
        </Checkbox>
        <span className="grow" />
        <Button small kind="quiet" onPress={() => setMore(!more)}>
          {more ? t.fewerFields : t.moreFields}
        </Button>
      </div>
      {more && <Rare card={card} />}
      <SaveBar card={card} desk={desk} form={form} state={state} />
    </div>
  );
}

/** What not every letter needs. */
function Rare({ card }: { card: Card }) {
  const { form, state } = useForm(card);
  const { fields, errors } = state;
  const cases = useCaseFiles(true);
  const load = useMemo(() => among(cases), [cases]);
  return (
    <>
      <Select
        label={t.channel}
        options={channels.map((id) => ({ id, title: channelWords[id] }))}
        value={fields.channel}
        onChange={(channel) => form.change({ channel })}
        error={errors.channel}
      />
      <Combo<number> label={t.caseFile} value={fields.caseFile} onChange={(caseFile) => form.change({ caseFile })} load={load} hint={fields.caseFile?.hint ?? t.caseHint} error={errors.caseFile} />
      <Field label={t.sheets} value={fields.sheets} onChange={(sheets) => form.change({ sheets: sheets.replaceAll(/\D/g, '') })} inputMode="numeric" error={errors.sheets} maxLength={6} />
      <Field
        label={t.attachments}
        value={fields.attachments}
        onChange={(attachments) => form.change({ attachments: attachments.replaceAll(/\D/g, '') })}
        inputMode="numeric"
        error={errors.attachments}
        maxLength={5}
      />
    </>
  );
}
