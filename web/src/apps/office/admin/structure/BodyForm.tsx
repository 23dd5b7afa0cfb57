import { useQueryClient } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { structure as t } from '@/i18n/ru/admin';
import { useDraft } from '@/lib/useDraft';
import { Field } from '@/ui/Field';
import { FormDrawer } from '../FormDrawer';
import type { Body } from '../queries';

/** Requisites of the own body: they stand in letters and numbers. */
export function BodyForm({ body: was, onClose }: { body: Body; onClose: () => void }) {
  const client = useQueryClient();
  const { id, version, name, short_name, index_code, address, email, phone, inn, ogrn } = was;
  const form = useDraft(`admin:body:${id}`, { name, short_name, index_code, address, email, phone, inn, ogrn });
  const { value, change } = form;
  const save = async () => {
    await take(api.PUT('/api/bodies/{id}', { params: { path: { id } }, body: { ...value, version } }));
    await Promise.all([client.invalidateQueries({ queryKey: ['admin'] }), client.invalidateQueries({ queryKey: ['me'] })]);
  };
  return (
    <FormDrawer title={t.body} draft={form} onClose={onClose} save={save} incomplete={value.name.trim() === '' || value.short_name.trim() === ''}>
      {(texts) => (
        <>
          <Field label={t.fullName} value={value.name} onChange={(next) => change({ name: next })} error={texts.name} required autoFocus />
          <div className="two-fields">
            <Field label={t.shortName} value={value.short_name} onChange={(next) => change({ short_name: next })} error={texts.short_name} required />
            <Field label={t.index} hint={t.indexHint} value={value.index_code} onChange={(next) => change({ index_code: next })} error={texts.index_code} />
          </div>
          <Field label={t.address} value={value.address} onChange={(next) => change({ address: next })} error={texts.address} />
          <div className="two-fields">
            <Field label={t.email} value={value.email} onChange={(next) => change({ email: next })} error={texts.email} inputMode="email" />
            <Field label={t.phone} value={value.phone} onChange={(next) => change({ phone: next })} error={texts.phone} inputMode="tel" />
            <Field label={t.ogrn} value={value.ogrn} onChange={(next) => change({ ogrn: next })} error={texts.ogrn} inputMode="numeric" />
            <Field label={t.inn} value={value.inn} onChange={(next) => change({ inn: next })} error={texts.inn} inputMode="numeric" />
          </div>
          <Field label={t.zone} hint={t.zoneHint} value={was.zone} onChange={() => undefined} readOnly />
        </>
      )}
    </FormDrawer>
  );
}
