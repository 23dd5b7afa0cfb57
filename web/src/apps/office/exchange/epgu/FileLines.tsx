import { Trash2 } from 'lucide-react';
import { portalForms as t } from '@/i18n/ru/portalForms';
import { Button, IconButton } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Banner } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { choicesOf } from './Answers';
import type { FileLine, FormField } from './queries';

interface FileLinesProps {
  lines: readonly FileLine[];
  fields: readonly FormField[] | undefined;
  onChange: (lines: FileLine[]) => void;
  wrong: boolean;
}

/** Which attachment of the portal stands in which file field of our form. */
export function FileLines({ lines, fields, onChange, wrong }: FileLinesProps) {
  const change = (at: number, part: Partial<FileLine>) => onChange(lines.map((one, i) => (i === at ? { ...one, ...part } : one)));
  const none = fields !== undefined && !fields.some((one) => one.file) && lines.length === 0;
  return (
    <section className="stack" aria-labelledby="portal-files">
      <h3 id="portal-files">{t.files}</h3>
      <p className="muted small">{none ? t.noFileFields : t.filesLead}</p>
      {wrong && <Banner tone="danger">{t.filesWrong}</Banner>}
      {lines.map((line, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a line has no other name while it is written
        <fieldset key={at} className="portal-line portal-file">
          <legend className="visually-hidden">{t.file.group(at + 1)}</legend>
          <Select label={t.file.to} options={choicesOf(fields, line.to, true)} value={line.to === '' ? null : line.to} onChange={(to) => change(at, { to })} />
          <Field label={t.file.from} hint={t.file.fromHint} value={line.from ?? ''} onChange={(from) => change(at, { from })} maxLength={200} />
          <IconButton icon={Trash2} small label={t.file.remove(at + 1)} onPress={() => onChange(lines.toSpliced(at, 1))} />
        </fieldset>
      ))}
      {!none && (
        <div>
          <Button small disabled={fields === undefined} onPress={() => onChange([...lines, { to: '', from: '' }])}>
            {t.file.add}
          </Button>
        </div>
      )}
    </section>
  );
}
