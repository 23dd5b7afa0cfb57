import { api } from '@/api/client';
import { cosignWords as t } from '@/i18n/ru/cosign';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { PeoplePicker } from '@/ui/PeoplePicker';
import type { Named } from '../card/form';
import { findPeople } from '../card/lookups';
import type { Card, Desk } from '../card/parts';

/** Who signs after the signatory, in this order. */
export default function CosignersDialog({ card, desk }: { card: Card; desk: Desk }) {
  const named: readonly Named[] = card.signing.signatories.slice(1).map(({ id, name, post }) => ({ id, title: name, hint: post }));
  const { value, change, clear } = useDraft(`cosigners:${card.id}`, { people: named });
  return (
    <ActDialog
      title={t.title}
      action={t.save}
      onClose={desk.close}
      run={async () => {
        await api.PUT('/api/documents/{id}/cosigners', { params: { path: { id: card.id } }, body: { people: value.people.map(({ id }) => id) } });
        clear();
        desk.done(t.done);
      }}
    >
      <p className="muted">{t.text(card.signatory?.name ?? '')}</p>
      <PeoplePicker<number> label={t.people} hint={t.hint} value={value.people} onChange={(people) => change({ people })} load={findPeople} />
    </ActDialog>
  );
}
