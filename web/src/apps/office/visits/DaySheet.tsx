import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CalendarX, UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import { api } from '@/api/client';
import { visitWords as t } from '@/i18n/ru/visits';
import { dayLong } from '@/lib/dates';
import { useDraft } from '@/lib/useDraft';
import type { Column } from '@/grid/types';
import { ListItem } from '@/grid/ListItem';
import { ActDialog } from '@/ui/ActDialog';
import { Button } from '@/ui/Button';
import { TextArea } from '@/ui/Field';
import { Banner, Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Tag, type Tone } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import { AdminList } from '../admin/AdminList';
import { Part } from '../admin/Part';
import { BookDialog } from './BookDialog';
import { sheetQuery, type Sheet, type Visit } from './queries';

const tones: Readonly<Record<Visit['state'], Tone>> = { expected: 'accent', received: 'done', absent: 'plain', cancelled: 'plain' };

export function State({ visit }: { visit: Pick<Visit, 'state' | 'outcome' | 'out_of_turn'> }) {
  return (
    <>
      <Tag tone={tones[visit.state]}>{visit.outcome === '' ? t.states[visit.state] : t.outcomes[visit.outcome]}</Tag>
      {visit.out_of_turn && <Tag tone="warn">{t.outOfTurn}</Tag>}
    </>
  );
}

const at = (visit: Visit) => visit.at || '–';

const columns: readonly Column<Visit>[] = [
  { id: 'at', title: t.columns.at, width: '4rem', cell: (visit) => <span className="strong">{at(visit)}</span> },
  { id: 'name', title: t.columns.name, width: 'minmax(10rem, 2fr)', cell: (visit) => visit.name },
  { id: 'topic', title: t.columns.topic, width: 'minmax(10rem, 3fr)', cell: (visit) => <span title={visit.topic}>{visit.topic}</span> },
  { id: 'state', title: t.columns.state, width: 'minmax(17rem, 2fr)', cell: (visit) => <span className="row">{<State visit={visit} />}</span> },
];

const item = (visit: Visit) => <ListItem title={visit.name} when={<span className="muted">{at(visit)}</span>} subject={visit.topic} tags={<State visit={visit} />} />;

/** The list of a day: who comes when and what about. */
export function DaySheet({ id, open }: { id: number; open: (visit: number) => void }) {
  const [asked, setAsked] = useState<'book' | 'cancel'>();
  const client = useQueryClient();
  const { data: sheet, error, refetch } = useQuery(sheetQuery(id));
  if (sheet === undefined) return error === null ? <Skeleton shape="list" count={5} /> : <ErrorBox error={error} onRetry={() => void refetch()} />;
  const off = sheet.cancelled_why !== '';
  const done = (said: string) => {
    setAsked(undefined);
    void client.invalidateQueries({ queryKey: ['visits'] });
    toast.done(said);
  };
  return (
    <Part
      title={`${t.title}, ${dayLong(sheet.day)}`}
      lead={[`${sheet.starts}–${sheet.ends}`, `${sheet.official}, ${sheet.post}`, sheet.place].join(' · ')}
      action={
        !off && (
          <div className="row row-wrap">
            <Button kind="filled" icon={UserPlus} onPress={() => setAsked('book')}>
              {t.book}
            </Button>
            <Button icon={CalendarX} onPress={() => setAsked('cancel')}>
              {t.cancelDay}
            </Button>
          </div>
        )
      }
    >
      {off && <Banner tone="warn">{`${t.dayCancelled}: ${sheet.cancelled_why}`}</Banner>}
      <AdminList
        label={t.title}
        rows={sheet.visits}
        keyOf={(visit) => visit.id}
        columns={columns}
        item={item}
        onOpen={(visit) => open(visit.id)}
        empty={<Empty icon={Users} title={t.nobody} />}
      />
      {asked === 'book' && <BookDialog sheet={sheet} onClose={() => setAsked(undefined)} onDone={() => done(t.booked)} />}
      {asked === 'cancel' && <CancelDay sheet={sheet} onClose={() => setAsked(undefined)} onDone={() => done(t.dayCancelled)} />}
    </Part>
  );
}

function CancelDay({ sheet, onClose, onDone }: { sheet: Sheet; onClose: () => void; onDone: () => void }) {
  const { value, change, clear } = useDraft(`visit-day-cancel:${sheet.id}`, { reason: '' });
  const run = async () => {
    await api.POST('/api/visit-days/{id}/cancel', { params: { path: { id: sheet.id } }, body: value });
    clear();
    onDone();
  };
  return (
    <ActDialog title={t.cancelDayTitle} action={t.cancelDay} kind="danger-filled" alert onClose={onClose} ready={() => value.reason.trim() !== ''} run={run}>
      <p>{t.cancelDayLead(sheet.expected)}</p>
      <TextArea label={t.reason} value={value.reason} onChange={(reason) => change({ reason })} maxLength={500} rows={2} required autoFocus />
    </ActDialog>
  );
}
