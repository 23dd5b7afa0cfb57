import { useQuery } from '@tanstack/react-query';
import { MailOpen } from 'lucide-react';
import { useState } from 'react';
import { reception as t } from '@/i18n/ru/adminReception';
import { Button, Link } from '@/ui/Button';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { toast } from '@/ui/Toast';
import { Part } from '../Part';
import { PageForm } from './PageForm';
import { pageQuery, type PageView } from './queries';

/** The page of the own body for citizens: what it says, what becomes of appeals, how its site leads there. */
export function ReceptionPage() {
  const { data: page, error, refetch } = useQuery(pageQuery);
  const [editing, setEditing] = useState(false);
  return (
    <Part title={t.title} lead={t.lead} scroll action={page && page.version > 0 && <Button onPress={() => setEditing(true)}>{t.edit}</Button>}>
      {error && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!page && !error && <Skeleton count={6} />}
      {page && page.version === 0 && (
        <Empty icon={MailOpen} title={t.empty} action={<Button kind="filled" onPress={() => setEditing(true)}>{t.open}</Button>}>
          {t.emptyHint}
        </Empty>
      )}
      {page && page.version > 0 && <Shown page={page} />}
      {page && editing && <PageForm page={page} onClose={() => setEditing(false)} />}
    </Part>
  );
}

function Shown({ page }: { page: PageView }) {
  const host = window.location.origin;
  const facts: readonly (readonly [string, string])[] = [
    [t.place, page.address],
    [t.hours, page.hours],
    [t.phone, page.phone],
    [t.functions, page.functions],
    [t.officials, page.officials.map((one) => `${one.name}, ${one.post}`).join('\n')],
  ];
  return (
    <div className="stack reception-page">
      <p>
        {page.published ? t.shown : t.hidden}: <Link href={page.url}>{host + page.url}</Link>
      </p>
      <p>{page.auto_register ? t.autoOn : t.autoOff}</p>
      <dl className="stack">
        {facts.filter(([, value]) => value !== '').map(([title, value]) => (
          <div key={title}>
            <dt className="muted small">{title}</dt>
            <dd style={{ whiteSpace: 'pre-line' }}>{value}</dd>
          </div>
        ))}
      </dl>
      <h2>{t.snippet}</h2>
      <p className="muted small">{t.snippetHint}</p>
      <Snippet title={t.link} code={`<a href="${host}${page.url}">${t.frameTitle}</a>`} />
      <Snippet title={t.frame} code={`<iframe src="${host}${page.snippet}" title="${t.frameTitle}" width="100%" height="260"></iframe>`} />
    </div>
  );
}

function Snippet({ title, code }: { title: string; code: string }) {
  const copy = () => void navigator.clipboard.writeText(code).then(() => toast.done(t.copied));
  return (
    <div className="stack">
      <h3>{title}</h3>
      <code className="small" style={{ overflowWrap: 'anywhere' }}>
        {code}
      </code>
      <div>
        <Button onPress={copy}>{t.copy}</Button>
      </div>
    </div>
  );
}
