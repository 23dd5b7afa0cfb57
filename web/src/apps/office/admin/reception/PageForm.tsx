import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { reception as t } from '@/i18n/ru/adminReception';
import { useDraft } from '@/lib/useDraft';
import { Checkbox } from '@/ui/Choice';
import { Field, TextArea } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { FormDrawer } from '../FormDrawer';
import { journalsQuery } from '../queries';
import { pageQuery, type Official, type PageView } from './queries';

const linesOf = (list: readonly Official[]) => list.map((one) => `${one.name}, ${one.post}`).join('\n');

/** «Сурнин Дмитрий Николаевич, министр» → name and post; a line without a post is not sent. */
export function officialsOf(lines: string): Official[] {
  return lines.split('\n').flatMap((line) => {
    const at = line.indexOf(',');
    const [name, post] = [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    return at > 0 && name !== '' && post !== '' ? [{ name, post }] : [];
  });
}

/** The page as a form. */
export function PageForm({ page, onClose }: { page: PageView; onClose: () => void }) {
  const client = useQueryClient();
  const { data: journals } = useQuery(journalsQuery);
  const { slug, published, address, hours, phone, functions, auto_register, journal_id, version } = page;
  const form = useDraft('admin:reception', {
    slug, published: published || version === 0, address, hours, phone, functions, officials: linesOf(page.officials), auto_register, journal_id: journal_id ?? null,
  });
  const { value, change } = form;
  const save = async () => {
    const body = { ...value, officials: officialsOf(value.officials), version, ...(value.journal_id === null ? { journal_id: undefined } : { journal_id: value.journal_id }) };
    const saved = await take(api.PUT('/api/reception/page', { body }));
    client.setQueryData(pageQuery.queryKey, saved);
  };
  const ours = (journals?.items ?? []).filter((one) => one.flow === 'appeal' && one.active);
  return (
    <FormDrawer title={t.edit} draft={form} onClose={onClose} save={save} incomplete={value.slug.trim() === ''}>
      {(texts) => (
        <>
          <Field label={t.slug} hint={t.slugHint} value={value.slug} onChange={(next) => change({ slug: next })} error={texts.slug} maxLength={40} required autoFocus />
          <Checkbox checked={value.published} onChange={(next) => change({ published: next })}>
            {t.published}
          </Checkbox>
          <TextArea label={t.place} value={value.address} onChange={(next) => change({ address: next })} error={texts.address} />
          <TextArea label={t.hours} value={value.hours} onChange={(next) => change({ hours: next })} error={texts.hours} />
          <Field label={t.phone} value={value.phone} onChange={(next) => change({ phone: next })} error={texts.phone} maxLength={100} />
          <TextArea label={t.functions} hint={t.functionsHint} value={value.functions} onChange={(next) => change({ functions: next })} error={texts.functions} />
          <TextArea label={t.officials} hint={t.officialsHint} value={value.officials} onChange={(next) => change({ officials: next })} error={texts.officials} />
          <Checkbox checked={value.auto_register} onChange={(next) => change({ auto_register: next })}>
            {t.auto}
          </Checkbox>
          {value.auto_register && (
            <Select
              label={t.journal}
              options={ours.map((one) => ({ id: one.id, title: one.name }))}
              value={value.journal_id}
              onChange={(next) => change({ journal_id: next })}
              error={texts.journal_id}
            />
          )}
        </>
      )}
    </FormDrawer>
  );
}
