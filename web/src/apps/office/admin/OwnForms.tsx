import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FileTrigger } from 'react-aria-components';
import { ownFormWords as t } from '@/i18n/ru/ownForms';
import { base64 } from '@/lib/base64';
import { useAct } from '@/lib/useAct';
import { Button, Link } from '@/ui/Button';
import { ErrorBox, Skeleton } from '@/ui/Notice';
import { Part } from './Part';

/** A form as the server tells it: the built-in one, or the body's own DOCX by its name. */
interface Form {
  title: string;
  name: string;
  put_by?: string;
  put_at?: string;
  fields: readonly string[];
}

interface OwnFormsProps<F extends Form> {
  title: string;
  lead: string;
  /** Name of the list. */
  list: string;
  note?: ReactNode;
  forms: Pick<UseQueryResult<{ items: F[] }>, 'data' | 'error' | 'refetch'>;
  keyOf: (form: F) => string;
  line: (form: F) => ReactNode;
}

/** The built-in texts of papers, and the body's own DOCX in their place. */
export function OwnForms<F extends Form>({ title, lead, list, note, forms: { data, error, refetch }, keyOf, line }: OwnFormsProps<F>) {
  return (
    <Part title={title} lead={lead} scroll>
      {error !== null ? <ErrorBox error={error} onRetry={() => void refetch()} /> : data === undefined && <Skeleton shape="list" count={8} />}
      {data && (
        <>
          {note}
          <ul className="lines" aria-label={list}>
            {data.items.map((form) => (
              <li key={keyOf(form)} className="line">
                {line(form)}
              </li>
            ))}
          </ul>
        </>
      )}
    </Part>
  );
}

interface OwnFormProps {
  form: Form;
  /** For what alone it is, where it is not for all. */
  of?: string | undefined;
  href: string;
  put: (file: { name: string; file: string }) => Promise<unknown>;
  reset: () => Promise<unknown>;
  /** What its fields are in words. */
  meanings?: Readonly<Record<string, readonly [string, string]>>;
  /** Fields beside the buttons. */
  children?: ReactNode;
}

/** One form: what stands in it now, and the body's own file in its place. */
export function OwnForm({ form, of, href, put, reset, meanings = {}, children }: OwnFormProps) {
  const { busy, error, run } = useAct();
  const choose = (file: File | undefined) => file && void run(async () => put({ name: file.name, file: await base64(file) }));
  return (
    <>
      <div className="row row-wrap">
        <span className="grow">
          <span className="strong">{form.title}</span>
          {of !== undefined && <span className="muted">: {of}</span>}
        </span>
        <Link href={href}>{t.download}</Link>
        {children}
        <FileTrigger acceptedFileTypes={['.docx']} onSelect={(files) => choose(files?.[0])}>
          <Button small busy={busy} hint={t.of(t.put, form.title)}>
            {t.put}
          </Button>
        </FileTrigger>
        {form.name !== '' && (
          <Button small busy={busy} hint={t.of(t.reset, form.title)} onPress={() => void run(reset)}>
            {t.reset}
          </Button>
        )}
      </div>
      <p className="small muted">
        {form.name === '' ? t.builtIn : t.own(form.name, form.put_by ?? '', form.put_at ?? '')}. {t.fields}: {form.fields.map((field) => [meanings[field]?.[0], `{{${field}}}`].filter(Boolean).join(' ')).join(', ')}
      </p>
      {error !== undefined && <ErrorBox error={error} />}
    </>
  );
}
