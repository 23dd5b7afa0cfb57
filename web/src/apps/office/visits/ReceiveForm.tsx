import { api, take } from '@/api/client';
import { appealWords } from '@/i18n/ru/appeals';
import { visitWords as t } from '@/i18n/ru/visits';
import { useDraft } from '@/lib/useDraft';
import { Checkbox } from '@/ui/Choice';
import { Radio } from '@/ui/Radio';
import { Combo } from '@/ui/Combo';
import { TextArea } from '@/ui/Field';
import { Select, type Option } from '@/ui/Select';
import { FormDrawer } from '../admin/FormDrawer';
import { findThemes } from '../appeals/queries';
import { PersonFields, type Person } from './BookDialog';
import type { Card, Outcome } from './queries';

const outcomes = (['oral', 'written', 'taken', 'elsewhere', 'refused'] as const).map((id) => ({ id, title: t.outcomes[id] }));
const kinds = (['application', 'proposal', 'complaint'] as const).map((id) => ({ id, title: appealWords.kinds[id] }));

interface Value extends Person {
  identified: boolean;
  content: string;
  theme: Option<string> | null;
  kind: 'application' | 'proposal' | 'complaint';
  outcome: Outcome;
  answer: string;
  consent: boolean;
  previous: number | null;
}

/** The card of a reception: what the law wants on it, and no more. */
export function ReceiveForm({ card, onClose, onDone }: { card: Card; onClose: () => void; onDone: () => void }) {
  const { name, topic, address, phone, email, status, out_of_turn } = card;
  const draft = useDraft<Value>(`visit:${card.id}`, {
    name, topic, address, phone, email, status, out_of_turn, identified: false, content: '', theme: null, kind: 'application', outcome: 'oral', answer: '', consent: false, previous: card.before[0]?.document_id ?? null,
  });
  const { value, change } = draft;
  const lodges = value.outcome === 'written' || value.outcome === 'taken';
  const save = () => {
    const { theme, previous, ...rest } = value;
    const body = { ...rest, version: card.version, ...(theme ? { code: theme.id } : {}), ...(value.outcome === 'refused' && previous !== null ? { previous_id: previous } : {}) };
    return take(api.POST('/api/visits/{id}/receive', { params: { path: { id: card.id } }, body }));
  };
  return (
    <FormDrawer title={t.receiveTitle} draft={draft} onClose={onClose} save={save} action={t.save} done={t.saved} onDone={onDone} wide>
      {(texts) => (
        <div className="stack">
          <div className="stack">
            <Checkbox checked={value.identified} onChange={(identified) => change({ identified })} invalid={texts.identified !== undefined}>
              {t.identified}
            </Checkbox>
            <p className="muted small">{t.identifiedHint}</p>
          </div>
          <PersonFields value={value} change={change} />
          <TextArea label={t.content} hint={t.contentHint} value={value.content} onChange={(content) => change({ content })} error={texts.content} maxLength={10_000} rows={4} required />
          <div className="visit-pair">
            <Combo<string> label={t.theme} hint={value.theme?.hint ?? appealWords.themeHint} value={value.theme} onChange={(theme) => change({ theme })} load={findThemes} error={texts.code} />
            {lodges && <Select label={t.kind} options={kinds} value={value.kind} onChange={(kind) => change({ kind })} />}
          </div>
          <Radio<Outcome> label={t.outcome} options={outcomes} value={value.outcome} onChange={(outcome) => change({ outcome })} />
          {lodges && <p className="muted small">{t.lodgesHint}</p>}
          {(value.outcome === 'oral' || value.outcome === 'elsewhere') && (
            <TextArea label={value.outcome === 'oral' ? t.answer : t.where} value={value.answer} onChange={(answer) => change({ answer })} error={texts.answer} maxLength={10_000} rows={3} required />
          )}
          {value.outcome === 'oral' && (
            <Checkbox checked={value.consent} onChange={(consent) => change({ consent })} invalid={texts.consent !== undefined}>
              {t.consent}
            </Checkbox>
          )}
          {value.outcome === 'refused' &&
            (card.before.length === 0 ? (
              <p className="strong">{t.noPrevious}</p>
            ) : (
              <Select label={t.previous} options={card.before.map((one) => ({ id: one.document_id, title: `№ ${one.number} ${one.summary}` }))} value={value.previous} onChange={(previous) => change({ previous })} required />
            ))}
        </div>
      )}
    </FormDrawer>
  );
}
