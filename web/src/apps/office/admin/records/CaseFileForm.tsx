import { useQueryClient } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { filePlan as t } from '@/i18n/ru/adminRecords';
import { useDraft } from '@/lib/useDraft';
import { Combo } from '@/ui/Combo';
import { Field, TextArea } from '@/ui/Field';
import { FormDrawer } from '../FormDrawer';
import { useUnitOptions } from '../people/units';
import type { CaseFile, Structure } from '../queries';

interface CaseFileFormProps {
  /** undefined: a new one, in this year. */
  file: CaseFile | undefined;
  year: number;
  structure: Structure | undefined;
  onClose: () => void;
}

export function CaseFileForm({ file, year, structure, onClose }: CaseFileFormProps) {
  const client = useQueryClient();
  const { load, optionOf } = useUnitOptions(structure);
  const form = useDraft(`admin:case:${file?.id ?? 'new'}`, {
    index: file?.index_code ?? '',
    title: file?.title ?? '',
    unit: optionOf(file?.unit_id ?? undefined),
    retention: file?.retention ?? '',
    year: String(file?.year ?? year),
  });
  const { value, change } = form;
  const save = async () => {
    const { id = 0, body_id = 0, version = 0, closed_at = null } = file ?? {};
    const body = {
      id,
      body_id,
      version,
      closed_at,
      index_code: value.index,
      title: value.title,
      unit_id: value.unit?.id ?? null,
      retention: value.retention,
      year: Number(value.year) || year,
    };
    await take(file ? api.PUT('/api/case-files/{id}', { params: { path: { id } }, body }) : api.POST('/api/case-files', { body }));
    await client.invalidateQueries({ queryKey: ['case-files'] });
  };
  return (
    <FormDrawer title={file ? `${file.index_code} ${file.title}` : t.newTitle} draft={form} onClose={onClose} save={save} incomplete={value.index === '' || value.title === ''}>
      {(texts) => (
        <>
          <div className="two-fields">
            <Field label={t.index} hint={t.indexHint} value={value.index} onChange={(index) => change({ index })} error={texts.index_code} required autoFocus />
            <Field label={t.yearField} value={value.year} onChange={(next) => change({ year: next })} error={texts.year} inputMode="numeric" maxLength={4} required />
          </div>
          <TextArea label={t.caseTitle} value={value.title} onChange={(title) => change({ title })} error={texts.title} required />
          <Combo label={t.unit} load={load} value={value.unit} onChange={(unit) => change({ unit })} error={texts.unit_id} />
          <Field label={t.retention} hint={t.retentionHint} value={value.retention} onChange={(retention) => change({ retention })} error={texts.retention} />
        </>
      )}
    </FormDrawer>
  );
}
