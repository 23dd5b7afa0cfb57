import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Settings2 } from 'lucide-react';
import { useState } from 'react';
import { kindergartenWords as t } from '@/i18n/ru/kindergartens';
import { Button } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { Banner, ErrorBox, Skeleton } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { Part } from '../../admin/Part';
import { SignAllAfter } from '../../signing/Piles';
import { EnrolDialog, FormDialog, GroupsDialog, RulesDialog } from './QueueForms';
import { overviewQuery, type Narrowed, type Overview } from './queries';
import { QueueTools } from './QueueTools';
import { Records } from './Records';
import '../../admin/admin.css';
import '../enrolment/enrolment.css';

const route = getRouteApi('/shell/kindergartens');

/** The queue to kindergartens: records in its order, narrowed to a state, a kindergarten, an age, or to whom one looks for. */
export function KindergartensPage() {
  const { state = 'checks', garden = 0, age, row } = route.useSearch();
  const navigate = route.useNavigate();
  const [form, setForm] = useState<'form' | 'enrol' | 'groups' | 'rules'>();
  const [find, setFind] = useState('');
  const [everywhere, setEverywhere] = useState(true);
  const client = useQueryClient();
  const overview = useQuery(overviewQuery());
  const fresh = () => void client.invalidateQueries({ queryKey: ['kindergartens'] });
  const close = () => setForm(undefined);
  const done = () => {
    close();
    fresh();
  };
  if (overview.data === undefined)
    return <div className="page">{overview.error === null ? <Skeleton shape="table" count={6} /> : <ErrorBox error={overview.error} onRetry={() => void overview.refetch()} />}</div>;
  const queue = overview.data;
  const contracts = queue.gardens.reduce((sum, one) => sum + one.contracts, 0);
  // Whoever is looked for is looked for in all states, until one is chosen.
  const narrowed: Narrowed = { state: find !== '' && everywhere ? '' : state, kindergarten_id: garden, cohort: age === undefined ? 0 : queue.year - age - 1, find };
  return (
    <Part
      title={t.title}
      lead={t.lead(queue.year)}
      action={
        <div className="row row-wrap">
          <Menu
            label={t.settings}
            trigger={<Button icon={Settings2}>{t.settings}</Button>}
            actions={[
              { id: 'groups', title: t.groups, run: () => setForm('groups') },
              { id: 'rules', title: t.rules, run: () => setForm('rules') },
            ]}
          />
          {!queue.waits && (
            <Button kind="filled" onPress={() => setForm('form')}>
              {t.form}
            </Button>
          )}
        </div>
      }
      tools={
        <QueueTools
          overview={queue}
          narrowed={narrowed}
          age={age}
          onState={(next) => {
            setEverywhere(next === '');
            if (next !== '') void navigate({ search: (was) => ({ ...was, state: next, row: undefined }) });
          }}
          go={(place) => void navigate({ search: (was) => ({ ...was, row: undefined, ...place }) })}
          onFind={(next) => {
            setFind(next);
            setEverywhere(true);
          }}
        />
      }
    >
      <div className="enrolment-notes">
        {queue.waits && <Banner>{t.waits}</Banner>}
        {contracts > 0 && (
          <Banner>
            {t.enrolReady(contracts)} <Button onPress={() => setForm('enrol')}>{t.enrolAll}</Button>
          </Banner>
        )}
        <Formations list={queue.formations} />
        <Orders list={queue.orders} />
      </div>
      <Records overview={queue} narrowed={narrowed} opened={row} onOpen={(id) => void navigate({ search: (was) => ({ ...was, row: id }) })} onDone={fresh} />
      {form === 'form' && <FormDialog overview={queue} onClose={close} onDone={done} />}
      {form === 'enrol' && <EnrolDialog overview={queue} onClose={close} onDone={done} />}
      {form === 'groups' && <GroupsDialog overview={queue} onClose={close} onDone={fresh} />}
      {form === 'rules' && <RulesDialog overview={queue} onClose={close} onDone={done} />}
    </Part>
  );
}

const tones = { prepared: 'warn', signed: 'done', withdrawn: 'plain' } as const;

/** An act on a card: the way to it, how it stands, and how many children it is about. */
function Act({ act, title, children, unsigned = 0 }: { act: { document_id: number; state: keyof typeof tones }; title: string; children: string; unsigned?: number }) {
  return (
    <li className="row row-wrap">
      <Link to="/cards/$id" params={{ id: String(act.document_id) }}>
        {title}
      </Link>
      <Tag tone={tones[act.state]}>{t.formationStates[act.state]}</Tag>
      <span className="muted small">{children}</span>
      {act.state === 'signed' && unsigned > 0 && <Tag tone="warn">{t.unsigned(unsigned)}</Tag>}
      {act.state === 'signed' && unsigned > 0 && <SignAllAfter act={act.document_id} />}
    </li>
  );
}

function Formations({ list }: { list: Overview['formations'] }) {
  if (list.length === 0) return null;
  return (
    <ul className="enrolment-orders">
      {list.map((one) => (
        <Act key={one.id} act={one} title={t.formation(one.year, one.main, one.number)} unsigned={one.unsigned}>
          {t.directed(one.directed)}
        </Act>
      ))}
    </ul>
  );
}

function Orders({ list }: { list: Overview['orders'] }) {
  if (list.length === 0) return null;
  return (
    <ul className="enrolment-orders">
      {list.map((one) => (
        <Act key={one.id} act={one} title={t.order(one.kindergarten, one.number)}>
          {t.enrolled(one.enrolled)}
        </Act>
      ))}
    </ul>
  );
}
