import { useQuery } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { kindWords as t } from '@/i18n/ru/requestKinds';
import { Dialog } from '@/ui/Dialog';
import { ErrorBox, Skeleton } from '@/ui/Notice';

/** The XML schema of a kind: whoever answers or asks on the other side takes it away. */
export function SchemaDialog({ id, code, onClose }: { id: number; code: string; onClose: () => void }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['interagency', 'schema', id],
    queryFn: async ({ signal }) => (await take(api.GET('/api/request-kinds/{id}/schema', { params: { path: { id } }, signal }))).texts.join('\n'),
  });
  return (
    <Dialog open onClose={onClose} title={t.schema} wide>
      <p>{t.schemaLead}</p>
      {data === undefined && error === null && <Skeleton count={3} />}
      {error !== null && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <>
          <p>
            <a href={`data:application/xml;charset=utf-8,${encodeURIComponent(data)}`} download={`${code}.xsd`}>
              {t.download}
            </a>
          </p>
          <pre className="interagency-raw">{data}</pre>
        </>
      )}
    </Dialog>
  );
}
