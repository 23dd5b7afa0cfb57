import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, take } from '@/api/client';
import { fieldTexts } from '@/i18n/errorText';
import { outgoingWords as t } from '@/i18n/ru/documents';
import { kit } from '@/i18n/ru/kit';
import { useDraft } from '@/lib/useDraft';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { TextArea } from '@/ui/Field';
import { ErrorBox } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/Toast';
import { kindsQuery } from '../card/queries';

interface NewLetterProps {
  onClose: () => void;
  onMade: (card: number) => void;
}

/** A letter begins with its kind and its heading; the rest is filled on the card. */
export function NewLetter({ onClose, onMade }: NewLetterProps) {
  const client = useQueryClient();
  const { data } = useQuery(kindsQuery);
  const kinds = (data?.items ?? []).filter((kind) => kind.flow === 'outgoing' && kind.active);
  const { value, change, clear } = useDraft('letter:new', { kind: null as number | null, summary: '' });
  const kind = value.kind ?? kinds[0]?.id ?? null;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const make = async () => {
    if (kind === null) return;
    setBusy(true);
    setError(undefined);
    try {
      const { id } = await take(api.POST('/api/documents', { body: { flow: 'outgoing', kind_id: kind, summary: value.summary.trim() } }));
      clear();
      await client.invalidateQueries({ queryKey: ['cards'] });
      toast.done(t.created);
      onMade(id);
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  const texts = fieldTexts(error);
  return (
    <Dialog
      title={t.createTitle}
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
      </div>
    </Dialog>
  );
}
