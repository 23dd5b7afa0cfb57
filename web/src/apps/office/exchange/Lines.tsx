import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { api, take } from '@/api/client';
import { exchangeErrors, exchangeWords as t, lineStates, statusWords, whatWords } from '@/i18n/ru/exchange';
import { momentWords } from '@/lib/dates';
import { Button, Link, TextButton } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Empty } from '@/ui/Notice';
import { Tag, type Tone } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import { cardHref } from '../card/parts';
import type { Line } from './queries';
import { Table } from './Table';

/** A code, or a code and behind it what the other side has said. */
const errorWords = (error: string) => exchangeErrors[error.split(':')[0] ?? ''] ?? error;

const tones: Readonly<Record<string, Tone>> = { refused: 'danger', accepted: 'done', acknowledged: 'done', ready: 'warn' };

interface LinesProps {
  lines: readonly Line[];
  /** On a card all lines are of one item: number, body and the way to the card would only be repeated. */
  card?: boolean;
  resend: boolean;
  empty?: ReactNode;
}

/** Lines of the ledger, of a protocol or of a card. The raw text is asked for by a press: reading it is an act. */
export function Lines({ lines, card = false, resend, empty = <Empty title={t.nothing} /> }: LinesProps) {
  const client = useQueryClient();
  const [text, setText] = useState<string>();
  if (lines.length === 0) return empty;
  const again = async (id: number) => {
    await api.POST('/api/pos/ledger/{id}/resend', { params: { path: { id } } });
    await client.invalidateQueries({ queryKey: ['pos'] });
    toast.done(t.resent);
  };
  const show = async (id: number) => setText((await take(api.GET('/api/pos/ledger/{id}/raw', { params: { path: { id } } }))).text);
  const rows = lines.map((line) => {
    const refused = resend && line.direction === 'out' && line.state === 'refused';
    const state = (
      <>
        <Tag tone={tones[line.state] ?? 'plain'}>{lineStates[line.state]}</Tag>
        {line.error !== '' && <p className="muted small">{errorWords(line.error)}</p>}
        {card && refused && <Again onPress={() => again(line.id)} />}
      </>
    );
    if (card) return { key: line.id, cells: [when(line), said(line), state] };
    return {
      key: line.id,
      cells: [
        when(line),
        said(line),
        <Beside key="item" line={line} />,
        line.body,
        state,
        <div key="acts" className="exchange-acts">
          {line.document_id !== null && <Link href={cardHref(line.document_id, 'pos')}>{t.card}</Link>}
          <TextButton onPress={() => show(line.id)}>{t.raw}</TextButton>
          {refused && <Again onPress={() => again(line.id)} />}
        </div>,
      ],
    };
  });
  const { at, what, state, number, body, acts } = t.columns;
  return (
    <>
      <Table label={t.ledger} titles={card ? [at, what, state] : [at, what, number, body, state, acts]} rows={rows} />
      <Dialog open={text !== undefined} onClose={() => setText(undefined)} title={t.rawTitle} wide>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is scrolled by keys too */}
        <pre className="exchange-raw" role="group" aria-label={t.rawTitle} tabIndex={0}>
          {text}
        </pre>
      </Dialog>
    </>
  );
}

const when = (line: Line) => <span className="nowrap">{momentWords(line.at)}</span>;

const said = (line: Line) => (
  <>
    {t.directions[line.direction]}: {whatWords[line.what]}
    {line.status !== '' && ` «${statusWords[line.status] ?? line.status}»`}
  </>
);

/** The item, and its status here beside that in ПОС; one word where both say the same. */
function Beside({ line }: { line: Line }) {
  const ours = statusWords[line.ours];
  const theirs = statusWords[line.theirs];
  return (
    <>
      {line.number}
      {line.cycle > 1 && `, ${t.cycle(line.cycle)}`}
      {(ours ?? theirs) !== undefined && <p className="muted small">{ours === theirs ? t.both(ours ?? '') : t.beside(ours ?? t.noStatus, theirs ?? t.noStatus)}</p>}
    </>
  );
}

function Again({ onPress }: { onPress: () => Promise<void> }) {
  return (
    <Button small onPress={onPress}>
      {t.resend}
    </Button>
  );
}
