import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, take } from '@/api/client';
import { exchangeErrors, exchangeWords as t, lineStates, statusWords, whatWords } from '@/i18n/ru/exchange';
import { momentWords } from '@/lib/dates';
import { Button, Link } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Empty } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import { cardHref } from '../card/parts';
import type { Line } from './queries';
import { Table } from './Table';

/** A code, or a code and behind it what the other side has said. */
const errorWords = (error: string) => exchangeErrors[error.split(':')[0] ?? ''] ?? error;

/** Lines of the ledger or of a protocol. The raw text is asked for by a press: reading it is an act. */
export function Lines({ lines, raw, resend }: { lines: readonly Line[]; raw: boolean; resend: boolean }) {
  const client = useQueryClient();
  const [text, setText] = useState<string>();
  if (lines.length === 0) return <Empty title={t.nothing} />;
  const again = async (id: number) => {
    await api.POST('/api/pos/ledger/{id}/resend', { params: { path: { id } } });
    await client.invalidateQueries({ queryKey: ['pos'] });
    toast.done(t.resent);
  };
  const show = async (id: number) => setText((await take(api.GET('/api/pos/ledger/{id}/raw', { params: { path: { id } } }))).text);
  return (
    <>
      <Table titles={[t.columns.at, t.columns.what, t.columns.number, t.columns.body, t.columns.state, t.columns.card]}>
            {lines.map((line) => (
              <tr key={line.id}>
                <td>{momentWords(line.at)}</td>
                <td>
                  {t.directions[line.direction]}: {whatWords[line.what]}
                  {line.status !== '' && ` «${statusWords[line.status] ?? line.status}»`}
                </td>
                <td>{line.number}</td>
                <td>{line.body}</td>
                <td>
                  <Tag tone={line.state === 'refused' ? 'danger' : line.state === 'accepted' || line.state === 'acknowledged' ? 'done' : 'plain'}>{lineStates[line.state]}</Tag>
                  {line.error !== '' && <p className="muted">{errorWords(line.error)}</p>}
                </td>
                <td>
                  {line.document_id !== null && <Link href={cardHref(line.document_id)}>{t.open}</Link>}
                  {raw && (
                    <Button small kind="quiet" onPress={() => show(line.id)}>
                      {t.raw}
                    </Button>
                  )}
                  {resend && line.direction === 'out' && line.state === 'refused' && (
                    <Button small onPress={() => again(line.id)}>
                      {t.resend}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
      </Table>
      <Dialog open={text !== undefined} onClose={() => setText(undefined)} title={t.rawTitle}>
        <pre className="exchange-raw">
          {text}
        </pre>
      </Dialog>
    </>
  );
}
