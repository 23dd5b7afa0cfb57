import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/client';
import { registerWords as t } from '@/i18n/ru/dispatch';
import { kit } from '@/i18n/ru/kit';
import { useDraft } from '@/lib/useDraft';
import { Button } from '@/ui/Button';
import { Checkbox } from '@/ui/Choice';
import { Dialog } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { ErrorBox } from '@/ui/Notice';
import { toast } from '@/ui/Toast';
import type { Line, PaperChannel } from './queries';

interface TrackDialogProps {
  line: Line;
  channel: PaperChannel;
  onClose: () => void;
}

/** What came back from the post or the courier about one letter. */
export function TrackDialog({ line, channel, onClose }: TrackDialogProps) {
  const client = useQueryClient();
  const { value, change, clear } = useDraft(`track:${line.delivery_id}`, { tracking: line.tracking, delivered: channel === 'hand' });
  const { tracking, delivered } = value;
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const save = async () => {
    setTried(true);
    if (tracking.trim() === '') return;
    setBusy(true);
    try {
      await api.POST('/api/deliveries/{id}/confirm', { params: { path: { id: line.delivery_id } }, body: { tracking: tracking.trim(), delivered } });
      await Promise.all([client.invalidateQueries({ queryKey: ['dispatch'] }), client.invalidateQueries({ queryKey: ['cards'] }), client.invalidateQueries({ queryKey: ['card', line.document_id] })]);
      clear();
      toast.done(t.saved);
      onClose();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={`${t.trackTitle} ${line.number}`}
      open
      onClose={onClose}
      footer={
        <>
          <Button kind="filled" keys="Ctrl+Enter" busy={busy} onPress={() => void save()}>
            {t.save}
          </Button>
          <Button onPress={onClose}>{kit.cancel}</Button>
        </>
      }
    >
      <div className="stack">
        {error !== undefined && <ErrorBox error={error} />}
        <Field
          label={channel === 'hand' ? t.takenBy : t.tracking}
          value={tracking}
          onChange={(next) => change({ tracking: next })}
          error={tried && tracking.trim() === '' ? t.needTracking : undefined}
          maxLength={200}
          autoFocus
          required
        />
        <Checkbox checked={delivered} onChange={(next) => change({ delivered: next })}>
          {t.delivered}
        </Checkbox>
      </div>
    </Dialog>
  );
}
