import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, take } from '@/api/client';
import { fieldTexts } from '@/i18n/errorText';
import { createdWords, newWords as t } from '@/i18n/ru/documents';
import { kit } from '@/i18n/ru/kit';
import { useDraft } from '@/lib/useDraft';
import { Button } from '@/ui/Button';
import { Combo } from '@/ui/Combo';
import { Dialog } from '@/ui/Dialog';
import { TextArea } from '@/ui/Field';
import { ErrorBox } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/Toast';
import type { Named } from '../card/form';
import { findExecutives, findPeople } from '../card/lookups';
import { kindsQuery } from '../card/queries';
import type { CreatedFlow } from './flows';

interface NewDocumentProps {
  flow: CreatedFlow;
  onClose: () => void;
  onMade: (card: number) => void;
}

interface Form {
  kind: number | null;
  summary: string;
  addressee: Named | null;
  signatory: Named | null;
}

/** A document begins with its kind, heading and people: with them its text is begun from the template. */
export default function NewDocument({ flow, onClose, onMade }: NewDocumentProps) {
  const words = createdWords[flow];
  const client = useQueryClient();
  const { data } = useQuery(kindsQuery);
  const kinds = (data?.items ?? []).filter((kind) => kind.flow === flow && kind.active);
  const { value, change, clear } = useDraft<Form>(`new:${flow}`, { kind: null, summary: '', addressee: null, signatory: null });
  const usual = kinds.find(({ name }) => name === words.usual) ?? kinds[0];
  const kind = value.kind ?? usual?.id ?? null;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const make = async () => {
    if (kind === null) return;
    setBusy(true);
    setError(undefined);
    try {
      const body = {
        flow,
        kind_id: kind,
        summary: value.summary.trim(),
        template: true,
        ...(value.addressee && flow === 'internal' && { addressee_id: value.addressee.id }),
        ...(value.signatory && { signatory_id: value.signatory.id }),
      };
      const { id } = await take(api.POST('/api/documents', { body }));
      clear();
      await client.invalidateQueries({ queryKey: ['cards'] });
      toast.done(words.created);
      onMade(id);
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  const texts = fieldTexts(error);
  return (
    <Dialog
      title={words.createTitle}
      open
      onClose={onClose}
      footer={
        <>
          <Button kind="filled" keys="Ctrl+Enter" busy={busy} disabled={kind === null} onPress={() => void make()}>
            {t.make}
          </Button>
          <Button onPress={onClose} disabled={busy}>
            {kit.cancel}
          </Button>
        </>
      }
    >
      <div className="stack">
        {error !== undefined && <ErrorBox error={error} />}
        <Select<number>
          label={t.kind}
          options={kinds.map(({ id, name }) => ({ id, title: name }))}
          value={kind}
          onChange={(next) => change({ kind: next })}
          error={texts.kind_id}
        />
        <TextArea label={t.summary} hint={t.summaryHint} value={value.summary} onChange={(summary) => change({ summary })} error={texts.summary} rows={2} maxLength={2000} autoFocus />
        {flow === 'internal' && (
          <Combo<number> label={t.addressee} value={value.addressee} onChange={(addressee) => change({ addressee })} load={findExecutives} hint={value.addressee?.hint} error={texts.addressee_id} />
        )}
        <Combo<number>
          label={t.signatory}
          value={value.signatory}
          onChange={(signatory) => change({ signatory })}
          load={flow === 'internal' ? findPeople : findExecutives} // a memo is signed by whoever writes it
          hint={value.signatory?.hint ?? t.signatoryHint}
          error={texts.signatory_id}
        />
      </div>
    </Dialog>
  );
}
