import { useState } from 'react';
import { api } from '@/api/client';
import { cycleDialog as t } from '@/i18n/ru/approval';
import { ActDialog } from '@/ui/ActDialog';
import { Radio } from '@/ui/Radio';
import { Banner } from '@/ui/Notice';
import type { Card, Desk } from '../card/parts';
import { Difference } from './Difference';
import { currentCycle, refreshOnConflict } from './visas';

const sets = ['all', 'objected'] as const;
type Asked = (typeof sets)[number];

/** The revised text goes round again; who is asked depends on what was changed. */
export default function CycleDialog({ card, desk }: { card: Card; desk: Desk }) {
  const [set, setSet] = useState<Asked>('all');
  const { current } = card.approval;
  const version = card.versions.at(-1)?.no ?? 0;
  const before = currentCycle(current)?.version_no;
  return (
    <ActDialog
      title={t.title}
      action={t.action}
      wide
      onClose={desk.close}
      run={async () => {
        if (current === undefined) return;
        await api.POST('/api/approvals/{id}/next-cycle', { params: { path: { id: current.id } }, body: { set } });
        desk.done(t.done, { next: true });
      }}
      refused={refreshOnConflict(card.id)}
    >
      <p>{t.text(version)}</p>
      {before === version && <Banner tone="warn">{t.sameText}</Banner>}
      {before !== undefined && before < version && <Difference documentId={card.id} from={before} to={version} />}
      <Radio label={t.set} options={sets.map((id) => ({ id, title: t.sets[id], hint: t.hints[id] }))} value={set} onChange={setSet} />
    </ActDialog>
  );
}
