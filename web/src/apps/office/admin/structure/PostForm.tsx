import { useQueryClient } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { structure as t } from '@/i18n/ru/admin';
import { useDraft } from '@/lib/useDraft';
import { Checkbox } from '@/ui/Choice';
import { Combo } from '@/ui/Combo';
import { Field } from '@/ui/Field';
import { FormDrawer } from '../FormDrawer';
import { useUnitOptions } from '../people/units';
import type { PostPlace, Structure } from '../queries';

interface PostFormProps {
  structure: Structure;
  /** undefined: a new one. */
  post: PostPlace | undefined;
  onClose: () => void;
}

export function PostForm({ structure, post, onClose }: PostFormProps) {
  const client = useQueryClient();
  const { load, optionOf } = useUnitOptions(structure);
  const form = useDraft(`admin:post:${post?.id ?? 'new'}`, {
    name: post?.name ?? '',
    unit: optionOf(post?.unit_id),
    executive: post?.executive ?? false,
  });
  const { value, change } = form;
  const save = async () => {
    const body = { name: value.name, unit_id: value.unit?.id ?? 0, executive: value.executive, version: post?.version ?? 0 };
    await take(post ? api.PUT('/api/posts/{id}', { params: { path: { id: post.id } }, body }) : api.POST('/api/posts', { body }));
    await client.invalidateQueries({ queryKey: ['admin'] });
  };
  return (
    <FormDrawer title={post?.name ?? t.newPost} draft={form} onClose={onClose} save={save} incomplete={value.name.trim() === '' || value.unit === null}>
      {(texts) => (
        <>
          <Field label={t.name} value={value.name} onChange={(name) => change({ name })} error={texts.name} required autoFocus />
          <Combo label={t.unitField} load={load} value={value.unit} onChange={(unit) => change({ unit })} error={texts.unit_id} required />
          <Checkbox checked={value.executive} onChange={(executive) => change({ executive })}>
            <span>
              {t.executiveField}
              <span className="option-hint">{t.executiveHint}</span>
            </span>
          </Checkbox>
        </>
      )}
    </FormDrawer>
  );
}
