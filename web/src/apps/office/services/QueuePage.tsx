import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useRouteContext, useRouter, useSearch } from '@tanstack/react-router';
import { FileCheck2, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { applicationWords as t } from '@/i18n/ru/applications';
import { pagesOf } from '@/grid/pages';
import type { Column } from '@/grid/types';
import { ListItem } from '@/grid/ListItem';
import { useKey } from '@/lib/useKeys';
import { Button } from '@/ui/Button';
import { SearchField } from '@/ui/Field';
import { Views } from '@/ui/FilterChips';
import { Empty } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { Tag, type Tone } from '@/ui/Tag';
import { When } from '@/ui/When';
import { AdminList } from '../admin/AdminList';
import { Part } from '../admin/Part';
import { placeOf, queueOf, queues, type Place, type Queue } from './place';
import { queueQuery, servicesQuery, type Row } from './queries';

/** Typing an application comes with its first use. */
const EntryDrawer = lazy(async () => ({ default: (await import('./EntryDrawer')).EntryDrawer }));

const tones: Readonly<Record<string, Tone>> = { suspended: 'warn', awaiting_applicant: 'warn', registered: 'warn', issued: 'done', refused: 'danger', intake_refused: 'danger' };

export const StateTag = ({ state }: { state: string }) => <Tag tone={tones[state] ?? 'accent'}>{t.states[state] ?? state}</Tag>;

const keyOf = (row: Row) => row.id;

const due = (row: Row) => (row.stopped ? <span className="muted">{t.stopped}</span> : row.due_on === '' ? '–' : <When value={row.due_on} due={!row.closed_at} />);

const columns: readonly Column<Row>[] = [
  { id: 'due', title: t.columns.due, width: '7rem', cell: due },
  { id: 'number', title: t.columns.number, width: '9rem', cell: (row) => <span className="strong">{row.number}</span> },
  { id: 'service', title: t.columns.service, width: 'minmax(8rem, 2fr)', cell: (row) => <span title={row.service}>{row.service}</span> },
  { id: 'applicant', title: t.columns.applicant, width: 'minmax(9rem, 2fr)', cell: (row) => row.applicant },
  { id: 'state', title: t.columns.state, width: '10.5rem', cell: (row) => (row.cancel_asked ? <Tag tone="warn">{t.asksToCancel}</Tag> : <StateTag state={row.state} />) },
  { id: 'officer', title: t.columns.officer, width: 'minmax(8.5rem, 1fr)', cell: (row) => row.officer || '–' },
  { id: 'channel', title: t.columns.channel, width: '5rem', cell: (row) => t.channels[row.channel] ?? row.channel },
];

const item = (row: Row) => <ListItem title={row.service} when={due(row)} subject={row.applicant} number={`№ ${row.number}`} tags={<StateTag state={row.state} />} person={row.officer || undefined} />;

/** Eleven figures in a row, or by three, are a СНИЛС; what else is made of figures and hyphens begins a number. */
const isNumber = (words: string) => /^[\d-]{1,40}$/.test(words) && !/^(\d{11}|\d{3}-\d{3}-\d{3}-\d{2})$/.test(words);

const standing = ['received', 'precheck', 'registered', 'in_review', 'awaiting_applicant', 'interagency', 'suspended', 'decision', 'granted', 'result_ready'];
const over = ['issued', 'refused', 'intake_refused', 'cancelled'];

/** One state and one service of a queue. */
function Narrow({ place, go, queue }: { place: Place; go: (part: Partial<Place>) => void; queue: Queue }) {
  const { data: services } = useQuery(servicesQuery);
  const states = queue === 'closed' ? over : queue === 'dispatcher' ? [] : ['overdue', ...standing];
  return (
    <>
      {states.length > 0 && (
        <Select
          label={t.columns.state}
          options={[{ id: '', title: t.anyState }, ...states.map((id) => ({ id, title: t.states[id] ?? t.overdue }))]}
          value={states.includes(place.state ?? '') ? (place.state ?? '') : ''}
          onChange={(state) => go({ state })}
        />
      )}
      <Select
        label={t.columns.service}
        options={[{ id: 0, title: t.anyService }, ...(services?.items ?? []).map(({ id, name: title }) => ({ id, title }))]}
        value={place.service ?? 0}
        onChange={(service) => go({ service })}
      />
    </>
  );
}

/** The queue of the officer: next by term first. */
export function QueuePage() {
  const { me } = useRouteContext({ from: '/shell' });
  const place: Place = useSearch({ strict: false });
  const navigate = useNavigate();
  const router = useRouter();
  const queue = queueOf(place);
  const [entering, setEntering] = useState(false);
  const [typed, setTyped] = useState(place.number ?? '');
  const [who, setWho] = useState('');
  const query = useInfiniteQuery(queueQuery(queue, place, who));
  const list = pagesOf(query);
  const go = (part: Partial<Place>) => void navigate({ to: '.', search: (before: Place) => placeOf({ ...before, ...part }), replace: true });
  const find = (words: string) => {
    const asked = words.trim();
    const number = isNumber(asked);
    setWho(number || asked.length < 2 ? '' : asked);
    go({ number: number ? asked : '' });
  };
  const open = (row: Row) => void router.navigate({ href: `/applications/${row.id}` });
  const officer = me.rights.includes('services.consider');
  useKey('N', t.openNext, () => list.rows[0] && open(list.rows[0]), { enabled: list.rows.length > 0 });
  return (
    <Part
      title={t.parts.queue}
      lead={t.queueLead}
      action={
        officer && (
          <Button kind="filled" icon={Plus} onPress={() => setEntering(true)}>
            {t.enter}
          </Button>
        )
      }
      tools={
        <div className="row row-wrap services-tools">
          <Views
            label={t.view}
            views={queues.filter((id) => id !== 'dispatcher' || me.rights.includes('services.route')).map((id) => ({ id, title: t.views[id] }))}
            selected={who === '' ? queue : undefined}
            onSelect={(id) => {
              setWho('');
              setTyped('');
              go({ queue: id, state: '', number: '' });
            }}
          />
          <SearchField label={t.find} value={typed} onChange={setTyped} onFind={find} keys="/" />
          {who === '' && <Narrow place={place} go={go} queue={queue} />}
          <span role="status" className="muted">
            {query.data && (who === '' ? t.inQueue(query.data.pages[0]?.count ?? 0) : t.foundFor(who, query.data.pages[0]?.count ?? 0))}
          </span>
        </div>
      }
    >
      <AdminList
        label={t.parts.queue}
        {...list}
        keyOf={keyOf}
        columns={columns}
        item={item}
        onOpen={open}
        empty={
          <Empty icon={FileCheck2} title={t.nothing}>
            {who !== '' || place.number || place.state || place.service ? t.notFoundHint : t.nothingHint}
          </Empty>
        }
      />
      {entering && (
        <Suspense fallback={null}>
          <EntryDrawer onClose={() => setEntering(false)} onDone={() => void query.refetch()} />
        </Suspense>
      )}
    </Part>
  );
}
