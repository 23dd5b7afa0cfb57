import { useRef, useState } from 'react';
import { sendFile } from '@/api/upload';
import type { components } from '@/api/schema';
import { orderWords, resolutionForm as t } from '@/i18n/ru/assignments';
import { Button, Link } from '@/ui/Button';
import { Checkbox } from '@/ui/Choice';
import { ErrorBox } from '@/ui/Notice';
import { fileUrl } from '../card/document';

type Scan = components['schemas']['CardsFile'];

export interface Paper {
  paper: boolean;
  scan: { id: number; name: string } | null;
}

interface PaperFieldProps {
  documentId: number;
  value: Paper;
  onChange: (change: Partial<Paper>) => void;
  /** Told after the first attempt. */
  error: string | undefined;
}

/** The executive wrote on paper: its scan stands for his signature. */
export function PaperField({ documentId, value: { paper, scan }, onChange, error }: PaperFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();
  const send = async (file: File) => {
    setSending(true);
    setRefusal(undefined);
    try {
      const { id, name } = await sendFile<Scan>(`/api/documents/${documentId}/scans`, file, { signal: new AbortController().signal, onProgress: () => undefined });
      onChange({ scan: { id, name } });
    } catch (problem) {
      setRefusal(problem);
    } finally {
      setSending(false);
    }
  };
  return (
    <div className="stack paper-field">
      <Checkbox checked={paper} onChange={(next) => onChange({ paper: next })}>
        {t.paper}
      </Checkbox>
      {paper && (
        <>
          <p className="muted small">{t.paperHint}</p>
          {refusal !== undefined && <ErrorBox error={refusal} />}
          <div className="row row-wrap">
            <Button small busy={sending} onPress={() => input.current?.click()}>
              {scan === null ? t.chooseScan : t.otherScan}
            </Button>
            {scan !== null && (
              <Link href={fileUrl(scan.id)} external>
                {scan.name || orderWords.scan}
              </Link>
            )}
            {scan === null && error !== undefined && <span className="small tone-danger">{error}</span>}
            <input
              ref={input}
              type="file"
              hidden
              accept=".pdf,.jpg,.jpeg,.png,.tif,.tiff"
              aria-label={t.scanFile}
              onChange={(event) => {
                const file = event.target.files?.[0];
                if (file) void send(file);
                event.target.value = '';
              }}
            />
          </div>
        </>
      )}
    </div>
  );
}
