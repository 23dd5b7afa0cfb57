import { useQueryClient } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { substitutions as t } from '@/i18n/ru/admin';
import { today } from '@/lib/dates';
import { useDraft } from '@/lib/useDraft';
import { Combo } from '@/ui/Combo';
import { DateField } from '@/ui/DateField';
import { Field } from '@/ui/Field';
import { Radio } from '@/ui/Radio';
import { Banner } from '@/ui/Notice';
import type { Option } from '@/ui/Select';
import { FormDrawer } from '../FormDrawer';
import { loadEmployees, type SubstitutionRow } from '../queries';
import { conflictOf } from './conflicts';

const scopes = (['all', 'copies'] as const).map((id) => ({ id, title: t.scopes[id], hint: t.scopeHints[id] }));

interface SubstitutionFormProps {
  /** Orders that stand already: a conflict is explained before sending. */
  orders: readonly SubstitutionRow[];
  onClose: () => void;
}

export default function SubstitutionForm({ orders, onClose }: SubstitutionFormProps) {
  const client = useQueryClient();
  const form = useDraft('admin:substitution', {
    principal: null as Option<number> | null,
    deputy: null as Option<number> | null,
    from: today(),
    to: '',
    basis: '',
    scope: 'all' as SubstitutionRow['scope'],
  });
  const { value, change } = form;
  const { principal, deputy, from, to, basis, scope } = value;
  const conflict = conflictOf({ principalId: principal?.id, deputyId: deputy?.id, from, to, scope }, orders);
  const save = async () => {
    const body = { principal_id: principal?.id ?? 0, deputy_id: deputy?.id ?? 0, from_day: from, to_day: to, basis, scope };
    await take(api.POST('/api/substitutions', { body }));
    await client.invalidateQueries({ queryKey: ['admin'] });
  };
  return (
    <FormDrawer
      title={t.newTitle}
      action={t.add}
      done={t.done}
      draft={form}
      onClose={onClose}
      save={save}
      incomplete={principal === null || deputy === null || from === '' || to === '' || basis === '' || conflict?.refused === true}
    >
      {(texts) => (
        <>
          <Combo
            label={t.principal}
            load={loadEmployees}
            value={principal}
            onChange={(next) => change({ principal: next })}
            error={texts.principal_id}
            required
          />
          <Combo label={t.deputy} load={loadEmployees} value={deputy} onChange={(next) => change({ deputy: next })} error={texts.deputy_id} required />
          <div className="two-fields">
            <DateField label={t.from} value={from} onChange={(next) => change({ from: next })} error={texts.from_day} required />
            <DateField label={t.to} value={to} onChange={(next) => change({ to: next })} error={texts.to_day} required />
          </div>
          {conflict && <Banner tone={conflict.refused ? 'danger' : 'warn'}>{conflict.text}</Banner>}
          <Field label={t.basis} hint={t.basisHint} value={basis} onChange={(next) => change({ basis: next })} error={texts.basis} required />
          <Radio label={t.scope} options={scopes} value={scope} onChange={(next) => change({ scope: next })} error={texts.scope} />
        </>
      )}
    </FormDrawer>
  );
}
