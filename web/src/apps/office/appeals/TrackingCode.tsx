import { useState } from 'react';
import { api, take } from '@/api/client';
import { trackingCode as t } from '@/i18n/ru/adminReception';
import { Button, Link } from '@/ui/Button';
import { ErrorBox } from '@/ui/Notice';

/** The author of a paper appeal gets a code on his slip; it is shown once. */
export function TrackingCode({ id }: { id: number }) {
  const [state, setState] = useState<{ busy?: boolean; error?: unknown; code?: string; url?: string }>({});
  const give = async () => {
    setState({ busy: true });
    try {
      setState(await take(api.POST('/api/appeals/{id}/tracking-code', { params: { path: { id } } })));
    } catch (error) {
      setState({ error });
    }
  };
  const { busy = false, error, code, url } = state;
  return (
    <section className="stack" aria-label={t.title} aria-live="polite">
      {error !== undefined && <ErrorBox error={error} />}
      {code && url ? (
        <>
          <h3>{t.title}</h3>
          <p className="strong">{code}</p>
          <p className="small muted">{t.lead}</p>
          <p className="small">
            {t.where}: <Link href={url}>{window.location.origin + url}</Link>
          </p>
        </>
      ) : (
        <div>
          <Button busy={busy} onPress={() => void give()}>
            {t.give}
          </Button>
        </div>
      )}
    </section>
  );
}
