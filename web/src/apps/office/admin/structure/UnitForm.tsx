import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, take } from '@/api/client';
import { structure as t } from '@/i18n/ru/admin';
import { useDraft } from '@/lib/useDraft';
import { Checkbox } from '@/ui/Choice';
import { Combo } from '@/ui/Combo';
import { Field } from '@/ui/Field';
import { among } from '@/ui/useOptions';
import type { Option } from '@/ui/Select';
import { FormDrawer } from '../FormDrawer';
import { loadEmployees, type Structure, type Unit } from '../queries';

interface UnitFormProps {
  structure: Structure;
  /** undefined: a new one. */
  unit: Unit | undefined;
  onClose: () => void;
}

const option = <Named extends { id: number; name: string }>(list: readonly Named[], id: number | null): Option<number> | null => {
  const found = list.find((one) => one.id === id);
  return found ? { id: found.id, title: found.name } : null;
};

export function UnitForm({ structure, unit, onClose }: UnitFormProps) {
  const client = useQueryClient();
  const holders = structure.posts.flatMap(({ holder_id: id, holder_name: name }) => (id === null ? [] : [{ id, name }]));
  const form = useDraft(`admin:unit:${unit?.id ?? 'new'}`, {
    name: unit?.name ?? '',
    parent: option(structure.units, unit?.parent_id ?? null),
    head: option(holders, unit?.head_id ?? null),
    index: unit?.index_code ?? '',
    position: String(unit?.position ?? structure.units.length + 1),
    active: unit?.active ?? true,
  });
  const { value, change } = form;
  const parents = useMemo(
    () => among(structure.units.filter((one) => one.active && one.id !== unit?.id).map(({ id, name }) => ({ id, title: name }))),
    [structure, unit],
  );
  const save = async () => {
    const body = {
      name: value.name,
      parent_id: value.parent?.id ?? null,
      head_id: value.head?.id ?? null,
      index_code: value.index,
      position: Number(value.position) || 0,
      active: value.active,
      version: unit?.version ?? 0,
    };
    await take(unit ? api.PUT('/api/units/{id}', { params: { path: { id: unit.id } }, body }) : api.POST('/api/units', { body }));
    await client.invalidateQueries({ queryKey: ['admin'] });
  };
  return (
    <FormDrawer title={unit?.name ?? t.newUnit} draft={form} onClose={onClose} save={save} incomplete={value.name.trim() === ''}>
      {(texts) => (
        <>
          <Field label={t.name} value={value.name} onChange={(name) => change({ name })} error={texts.name} required autoFocus />
          <Combo label={t.parent} hint={value.parent === null ? t.noParent : ''} load={parents} value={value.parent} onChange={(parent) => change({ parent })} error={texts.parent_id} />
          <Combo label={t.headField} load={loadEmployees} value={value.head} onChange={(head) => change({ head })} error={texts.head_id} />
          <div className="two-fields">
            <Field label={t.index} hint={t.indexHint} value={value.index} onChange={(index) => change({ index })} error={texts.index_code} />
            <Field label={t.position} value={value.position} onChange={(position) => change({ position })} error={texts.position} inputMode="numeric" />
          </div>
          <Checkbox checked={value.active} onChange={(active) => change({ active })}>
            {t.active}
          </Checkbox>
        </>
      )}
    </FormDrawer>
  );
}
