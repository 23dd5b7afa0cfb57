import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api } from '@/api/client';
import { voteDialog as t } from '@/i18n/ru/approval';
import { ActDialog } from '@/ui/ActDialog';
import { Combo } from '@/ui/Combo';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import type { Option } from '@/ui/Select';
import { among } from '@/ui/useOptions';
import type { Card, Desk } from '../card/parts';
import { subordinatesQuery } from './queries';
import { refreshOnConflict, visaOf } from './visas';

/** A subordinate looks and says what he thinks; the visa stays with the chief. */
export default function DelegateDialog({ card, desk }: { card: Card; desk: Desk }) {
  const approvalId = card.approval.current?.id ?? 0;
  const visaId = visaOf(card)?.id ?? 0;
  const { data, error } = useQuery(subordinatesQuery(approvalId, visaId));
  const load = useMemo(() => among((data?.items ?? []).map(({ id, name, post, unit }) => ({ id, title: name, hint: [post, unit].filter(Boolean).join(' · ') }))), [data]);
  const [person, setPerson] = useState<Option<number> | null>(null);
  const [tried, setTried] = useState(false);
  return (
    <ActDialog
      title={t.delegateTitle}
      action={t.delegateAction}
      onClose={desk.close}
      ready={() => {
        setTried(true);
        return person !== null;
      }}
      run={async () => {
        if (person === null) return;
        await api.POST('/api/approvals/{id}/delegate', { params: { path: { id: approvalId } }, body: { employee_id: person.id, visa_id: visaId } });
        desk.done(t.delegated(person.title), { next: true });
      }}
      refused={refreshOnConflict(card.id)}
    >
      <p className="muted">{t.delegateHint}</p>
      {error !== null && <ErrorBox error={error} />}
      {error === null && data === undefined && <Skeleton count={2} />}
      {data?.items.length === 0 && <Empty title={t.nobody} />}
      {data && data.items.length > 0 && (
        <Combo label={t.person} load={load} value={person} onChange={setPerson} error={tried && person === null ? t.needPerson : undefined} required autoFocus />
      )}
    </ActDialog>
  );
}
