import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FileTrigger } from 'react-aria-components';
import { api } from '@/api/client';
import { forms as t } from '@/i18n/ru/adminForms';
import { base64 } from '@/lib/base64';
import { useAct } from '@/lib/useAct';
import { Button, Link } from '@/ui/Button';
import { ErrorBox, Skeleton } from '@/ui/Notice';
import { Part } from '../Part';
import { formsQuery, type LetterForm } from '../queries';

/** The built-in texts of letters about appeals, and the body's own DOCX in their place. */
export function FormsPage() {
  const { data, error } = useQuery(formsQuery);
  return (
    <Part title={t.title} lead={t.lead} scroll>
      {error ? <ErrorBox error={error} /> : data === undefined ? <Skeleton shape="list" count={8} /> : null}
      {data && (
        <ul className="lines" aria-label={t.list}>
          {data.items.map((form) => (
            <Line key={form.code} form={form} />
          ))}
        </ul>
      )}
    </Part>
  );
}

function Line({ form }: { form: LetterForm }) {
  const client = useQueryClient();
  const { busy, error, run } = useAct();
  const path = { params: { path: { form: form.code } } };
  const anew = () => client.invalidateQueries({ queryKey: formsQuery.queryKey });
  const put = (file: File | undefined) =>
    file &&
    void run(async () => {
      await api.PUT('/api/letter-forms/{form}', { ...path, body: { name: file.name, file: await base64(file) } });
      await anew();
    });
  const reset = () =>
    run(async () => {
      await api.POST('/api/letter-forms/{form}/reset', path);
      await anew();
    });
  return (
    <li className="line">
      <div className="row row-wrap">
        <span className="grow strong">{form.title}</span>
        <Link href={`/api/letter-forms/${form.code}/file`}>{t.download}</Link>
        <FileTrigger acceptedFileTypes={['.docx']} onSelect={(files) => put(files?.[0])}>
          <Button small busy={busy} hint={t.of(t.put, form.title)}>
            {t.put}
          </Button>
        </FileTrigger>
        {form.name !== '' && (
          <Button small busy={busy} hint={t.of(t.reset, form.title)} onPress={() => void reset()}>
            {t.reset}
          </Button>
        )}
      </div>
      <p className="small muted">
        {form.name === '' ? t.builtIn : t.own(form.name, form.put_by ?? '', form.put_at ?? '')}. {t.fields}: {form.fields.map((field) => `{{${field}}}`).join(', ')}
      </p>
      {error !== undefined && <ErrorBox error={error} />}
    </li>
  );
}
