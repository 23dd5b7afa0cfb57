import { useMemo } from 'react';
import { among } from '@/ui/useOptions';
import type { Option } from '@/ui/Select';
import type { Structure } from '../queries';

/** Units of the body for a choice as one types; the unit above tells apart those of one name. */
export function useUnitOptions(structure: Structure | undefined) {
  return useMemo(() => {
    const units = structure?.units ?? [];
    const names = new Map(units.map((unit) => [unit.id, unit.name]));
    const options: Option<number>[] = units
      .filter((unit) => unit.active)
      .map((unit) => ({ id: unit.id, title: unit.name, hint: (unit.parent_id !== null && names.get(unit.parent_id)) || '' }));
    return { load: among(options), optionOf: (id: number | undefined) => options.find((one) => one.id === id) ?? null };
  }, [structure]);
}

/** Posts with their unit and holder: where a person can be put. */
export function usePostOptions(structure: Structure | undefined) {
  return useMemo(() => {
    const names = new Map((structure?.units ?? []).map((unit) => [unit.id, unit.name]));
    const seen = new Map<number, Option<number>>();
    for (const post of structure?.posts ?? []) {
      const before = seen.get(post.id);
      const holder = [before?.hint, post.holder_name].filter(Boolean).join(', ');
      seen.set(post.id, { id: post.id, title: `${post.name} – ${names.get(post.unit_id) ?? ''}`, hint: holder });
    }
    return among([...seen.values()]);
  }, [structure]);
}
