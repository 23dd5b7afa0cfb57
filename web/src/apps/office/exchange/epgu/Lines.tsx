import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, take } from '@/api/client';
import { portalLines, portalWhat, portalWords as t } from '@/i18n/ru/interagency';
import { momentWords } from '@/lib/dates';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Field, TextArea } from '@/ui/Field';
import { Empty, Skeleton } from '@/ui/Notice';
import { TableHead } from '@/ui/TableHead';
import { Tag } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import { problemWords } from './problem';
import { linesQuery, type Line } from './queries';

/** The log of the exchange. A refused message is mended and sent again. */
export function Lines({ state }: { state: '' | 'refused' }) {
  const client = useQueryClient();
  const [before, setBefore] = useState(0);
  const [text, setText] = useState<string>();
  const [wrong, setWrong] = useState<Line>();
  const { data } = useQuery(linesQuery(state, before));
  if (data === undefined) return <Skeleton shape="table" count={6} />;
  if (data.items.length === 0) return <Empty title={t.nothing} />;
  const resend = async (id: number) => {
    await api.POST('/api/epgu/ledger/{id}/resend', { params: { path: { id } } });
    await client.invalidateQueries({ queryKey: ['epgu'] });
    toast.done(t.resent);
  };
  const show = async (id: number) => setText((await take(api.GET('/api/epgu/ledger/{id}/raw', { params: { path: { id } } }))).text);
  const last = data.items.at(-1);
  return (
    <>
      <div className="table-scroll">
        <table>
          <TableHead titles={[t.columns.at, t.columns.what, t.columns.order, t.columns.state]} />
          <tbody>
            {data.items.map((line) => (
              <tr key={line.id}>
                <td>{momentWords(line.at)}</td>
                <td>
                  {t.directions[line.direction]}: {portalWhat[line.what]} {line.what === 'status' && `${line.code} ${line.code_name}`}
                </td>
                <td>{line.order_id}</td>
                <td>
                  <Tag tone={line.state === 'refused' ? 'danger' : line.state === 'accepted' ? 'done' : 'plain'}>{portalLines[line.state]}</Tag>
                  {line.error !== '' && <p className="muted">{problemWords(line.error)}</p>}
                  <Button small kind="quiet" onPress={() => void show(line.id)}>
                    {t.raw}
                  </Button>
                  {line.direction === 'out' && line.state === 'refused' && (
                    <>
                      <Button small onPress={() => setWrong(line)}>
                        {t.correct}
                      </Button>
                      <Button small onPress={() => void resend(line.id)}>
                        {t.resend}
                      </Button>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {data.items.length === 50 && last && <Button onPress={() => setBefore(last.id)}>{t.older}</Button>}
      <Dialog open={text !== undefined} onClose={() => setText(undefined)} title={t.raw} wide>
        <pre className="exchange-raw">{text}</pre>
      </Dialog>
      {wrong && <Correct line={wrong} onClose={() => setWrong(undefined)} />}
    </>
  );
}

function Correct({ line, onClose }: { line: Line; onClose: () => void }) {
  const client = useQueryClient();
  const { value, change, clear } = useDraft(`epgu:line:${line.id}:${line.version}`, { code: line.code, status_date: line.status_date, comment: line.comment });
  const run = async () => {
    await api.PUT('/api/epgu/ledger/{id}', { params: { path: { id: line.id } }, body: { ...value, version: line.version } });
    await client.invalidateQueries({ queryKey: ['epgu'] });
    clear();
    toast.done(t.corrected);
    onClose();
  };
  return (
    <ActDialog title={t.correct} action={t.resend} onClose={onClose} run={run}>
      {line.what === 'status' && (
        <>
          <Field label={t.code} value={value.code} onChange={(code) => change({ code })} />
          <Field label={t.date} hint={t.dateHint} value={value.status_date} onChange={(status_date) => change({ status_date })} />
        </>
      )}
      <TextArea label={t.comment} value={value.comment} onChange={(comment) => change({ comment })} />
    </ActDialog>
  );
}
