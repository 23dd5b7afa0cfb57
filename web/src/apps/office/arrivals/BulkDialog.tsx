import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api } from '@/api/client';
import { errorText } from '@/i18n/errorText';
import { fileAwayWords, sendWords } from '@/i18n/ru/cards';
import { bulkWords as t } from '@/i18n/ru/documents';
import { kit } from '@/i18n/ru/kit';
import { Button } from '@/ui/Button';
import { Combo } from '@/ui/Combo';
import { Dialog } from '@/ui/Dialog';
import { Banner } from '@/ui/Notice';
import { Progress } from '@/ui/Progress';
import { toast } from '@/ui/Toast';
import { among } from '@/ui/useOptions';
import { useCaseFiles } from '../card/dictionaries';
import type { Named } from '../card/form';
import { findExecutives } from '../card/lookups';
import type { Row } from '../card/queries';
import { numberOf, partyOf } from '../card/rows';

export type What = 'send' | 'file';

interface BulkDialogProps {
  what: What;
  rows: readonly Row[];
  onClose: () => void;
  onDone: () => void;
}

interface Refused {
  row: Row;
  text: string;
}

const act = (what: What, row: Row, to: number) =>
  what === 'send'
    ? api.POST('/api/documents/{id}/send-to-executive', { params: { path: { id: row.id } }, body: { executive_id: to } })
    : api.POST('/api/documents/{id}/file-away', { params: { path: { id: row.id } }, body: { case_file_id: to } });

/** Asks to whom or into which case, then goes over the rows one by one. */
export default function BulkDialog({ what, rows, onClose, onDone }: BulkDialogProps) {
  const client = useQueryClient();
  const cases = useCaseFiles(what === 'file');
  const load = useMemo(() => (what === 'file' ? among<number>(cases) : findExecutives), [what, cases]);
  const [to, setTo] = useState<Named | null>(null);
  const [tried, setTried] = useState(false);
  const [done, setDone] = useState<number>();
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const running = done !== undefined && refused.length === 0;
  const words = what === 'send' ? { title: sendWords.title, label: sendWords.executive, need: sendWords.needExecutive, action: sendWords.action } : { title: fileAwayWords.title, label: fileAwayWords.caseFile, need: fileAwayWords.needCase, action: fileAwayWords.action };

  const run = async () => {
    setTried(true);
    if (to === null) return;
    const failures: Refused[] = [];
    for (const [index, row] of rows.entries()) {
      setDone(index);
      // oxlint-disable-next-line no-await-in-loop -- one after another: the order of the office, and no storm of requests
      await act(what, row, to.id).catch((error: unknown) => failures.push({ row, text: errorText(error) }));
    }
    await client.invalidateQueries({ queryKey: ['cards'] });
    await client.invalidateQueries({ queryKey: ['card'] });
    if (failures.length < rows.length) toast.done(t.done(rows.length - failures.length));
    setRefused(failures);
    if (failures.length > 0) return;
    onDone();
    onClose();
  };

  return (
    <Dialog
      title={`${words.title}: ${t.documents(rows.length)}`}
      open
      onClose={onClose}
      footer={
        refused.length > 0 ? (
          <Button onPress={onClose}>{kit.close}</Button>
        ) : (
          <>
            <Button kind="filled" keys="Ctrl+Enter" busy={running} onPress={() => void run()}>
              {words.action}
            </Button>
            <Button onPress={onClose} disabled={running}>
              {kit.cancel}
            </Button>
          </>
        )
      }
    >
      <div className="stack">
        {refused.length === 0 ? (
          <Combo<number> label={words.label} hint={to?.hint} value={to} onChange={setTo} load={load} error={tried && to === null ? words.need : undefined} disabled={running} autoFocus />
        ) : (
          <Report refused={refused} />
        )}
        {running && <Progress label={words.title} value={((done ?? 0) / rows.length) * 100} words={t.progress(done ?? 0, rows.length)} />}
      </div>
    </Dialog>
  );
}

function Report({ refused }: { refused: readonly Refused[] }) {
  return (
    <Banner tone="warn">
      <p className="strong">{t.refused(refused.length)}</p>
      <ul className="duplicates">
        {refused.map(({ row, text }) => (
          <li key={row.id}>
            {partyOf(row)}, {numberOf(row)}: {text}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
