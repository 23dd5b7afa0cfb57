import { lazy, Suspense, useState } from 'react';
import { actWords } from '@/i18n/ru/cards';
import { Button } from '@/ui/Button';
import type { Row } from '../card/queries';
import type { What } from './BulkDialog';

const BulkDialog = lazy(() => import('./BulkDialog'));

/** Acts on several chosen letters; each is tried, and what was refused is told with its reason. */
export function Bulk({ rows, clear }: { rows: readonly Row[]; clear: () => void }) {
  const [what, setWhat] = useState<What>();
  return (
    <>
      <Button onPress={() => setWhat('send')}>{actWords.send_to_executive}</Button>
      <Button onPress={() => setWhat('file')}>{actWords.file_away}</Button>
      {what && (
        <Suspense>
          <BulkDialog what={what} rows={rows} onClose={() => setWhat(undefined)} onDone={clear} />
        </Suspense>
      )}
    </>
  );
}
