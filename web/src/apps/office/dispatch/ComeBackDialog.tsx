import { useState } from 'react';
import { api } from '@/api/client';
import { endWords } from '@/i18n/ru/cards';
import { deliveryWords as t } from '@/i18n/ru/dispatch';
import { useDraft } from '@/lib/useDraft';
import { ActDialog, Phrases } from '@/ui/ActDialog';
import { TextArea } from '@/ui/Field';

interface ComeBackDialogProps {
  delivery: number;
  addressee: string;
  onClose: () => void;
  onDone: () => void;
}

/** A letter did not reach its addressee: the post returned it, nobody took it, the mail bounced. */
export default function ComeBackDialog({ delivery, addressee, onClose, onDone }: ComeBackDialogProps) {
  const { value, change, clear } = useDraft(`come-back:${delivery}`, { reason: '' });
  const [tried, setTried] = useState(false);
  const reason = value.reason.trim();
  return (
    <ActDialog
      title={t.cameTitle(addressee)}
      action={t.came}
      onClose={onClose}
      ready={() => {
        setTried(true);
        return reason !== '';
      }}
      run={async () => {
        await api.POST('/api/deliveries/{id}/come-back', { params: { path: { id: delivery } }, body: { reason } });
        clear();
        onDone();
      }}
    >
      <p className="muted">{t.cameText}</p>
      <TextArea
        label={endWords.reason}
        value={value.reason}
        onChange={(text) => change({ reason: text })}
        error={tried && reason === '' ? endWords.needReason : undefined}
        maxLength={2000}
        required
        autoFocus
      />
      <Phrases label={endWords.templates} phrases={t.cameReasons} onChoose={(text) => change({ reason: text })} />
    </ActDialog>
  );
}
