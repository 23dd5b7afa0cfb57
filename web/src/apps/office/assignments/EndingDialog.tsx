import { useState } from 'react';
import { api } from '@/api/client';
import { verbDialogs as t, verbWords } from '@/i18n/ru/assignments';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { Checkbox } from '@/ui/Choice';
import { Radio } from '@/ui/Radio';
import { TextArea } from '@/ui/Field';
import type { Card, Desk } from '../card/parts';
import { refreshOnConflict, type Assignment } from './orders';

interface EndingDialogProps {
  card: Card;
  one: Assignment;
  desk: Desk;
  how: 'accept' | 'override' | 'release';
}

export default function EndingDialog(props: EndingDialogProps) {
  return props.how === 'release' ? <Release {...props} /> : <Accept {...props} />;
}

/** Accepts the report, and where the assignment is on control, may end the control in the same act. */
function Accept({ card, one, desk, how }: EndingDialogProps) {
  const override = how === 'override';
  const controlled = one.control !== 'none' && one.release === undefined;
  const [release, setRelease] = useState(controlled && !one.controller);
  const report = one.reports.findLast((each) => each.kind === 'final');
  return (
    <ActDialog
      title={override ? t.overrideTitle : t.acceptTitle}
      action={override ? verbWords.override : verbWords.accept}
      alert={override}
      onClose={desk.close}
      run={async () => {
        await api.POST('/api/assignments/{id}/accept', { params: { path: { id: one.id } }, body: { override, release: controlled && release } });
        desk.done(t.acceptDone, { next: true });
      }}
      refused={refreshOnConflict(card.id)}
    >
      {override && <p>{t.overrideText}</p>}
      <p className="muted">{one.text}</p>
      {report?.text && <p>{report.text}</p>}
      {controlled && (
        <Checkbox checked={release} onChange={setRelease}>
          {t.acceptRelease}
        </Checkbox>
      )}
    </ActDialog>
  );
}

const kinds = ['executed', 'transferred', 'impossible', 'consolidated'] as const;

/** Ends the control on one of the grounds of the instruction; all but execution need an explanation. */
function Release({ card, one, desk }: EndingDialogProps) {
  const executed = one.state === 'executed' || one.release_proposed_by !== undefined;
  const { value, change, clear } = useDraft<{ kind: (typeof kinds)[number]; basis: string }>(`release:${one.id}`, { kind: executed ? 'executed' : 'transferred', basis: '' });
  const [tried, setTried] = useState(false);
  const offered = one.state === 'executed' ? kinds.slice(0, 1) : executed ? kinds : kinds.slice(1);
  const missing = value.kind !== 'executed' && value.basis.trim() === '';
  return (
    <ActDialog
      title={t.releaseTitle}
      action={verbWords.release}
      onClose={desk.close}
      ready={() => {
        setTried(true);
        return !missing;
      }}
      run={async () => {
        await api.POST('/api/assignments/{id}/release', { params: { path: { id: one.id } }, body: { kind: value.kind, basis: value.basis.trim() } });
        clear();
        desk.done(t.releaseDone, { next: true });
      }}
      refused={refreshOnConflict(card.id)}
    >
      <p className="muted">{one.text}</p>
      {offered.length > 1 && (
        <Radio label={t.releaseKind} options={offered.map((id) => ({ id, title: t.releaseKinds[id] }))} value={value.kind} onChange={(kind) => change({ kind })} />
      )}
      <TextArea
        label={t.releaseBasis}
        value={value.basis}
        onChange={(basis) => change({ basis })}
        error={tried && missing ? t.needBasis : undefined}
        rows={2}
        maxLength={4000}
        required={value.kind !== 'executed'}
      />
    </ActDialog>
  );
}
