import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Button as AriaButton, Link as AriaLink } from 'react-aria-components';
import type { Me } from '@/api/me';
import { shell } from '@/i18n/ru/shell';
import { phoneWords as t, taskWords } from '@/i18n/ru/tasks';
import { dayTitle, today } from '@/lib/dates';
import { counter } from '@/lib/plural';
import { Avatar } from '@/ui/Avatar';
import { Button } from '@/ui/Button';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { classes } from '@/ui/classes';
import { Piles } from '../../signing/Piles';
import { Bell } from '../Bell';
import { nothingOpen, type Go, type TaskPlace } from '../place';
import { countersQuery } from '../queries';
import { countOf, overdueOf, tilesFor, type Counter, type Tile } from '../queues';
import { useTasks, type Tasks } from '../useTasks';
import { PhoneCard } from './PhoneCard';
import { PhoneItem } from './PhoneItem';
import './phone.css';

interface PhoneProps {
  me: Me;
  place: TaskPlace;
  go: Go;
}

/** Four queues with their counts, then one decision per screen. */
export default function Phone({ me, place, go }: PhoneProps) {
  const { data: counters = [] } = useQuery(countersQuery);
  const tiles = tilesFor(me, counters);
  const tile = tiles.find(({ id }) => id === place.tile) ?? tiles.find(({ kinds }) => countOf(counters, kinds) > 0) ?? tiles[0];
  const kinds = useMemo(() => tile?.kinds ?? [], [tile?.kinds]);
  const tasks = useTasks(kinds, place, go);
  if (tile === undefined) return null;
  if (place.card !== undefined) return <PhoneCard key={`${place.card}-${place.task ?? ''}`} id={place.card} tasks={tasks} place={place} go={go} />;
  return (
    <section className="exec" aria-label={taskWords.title} data-pane>
      <header className="exec-head">
        <div className="grow">
          <p className="exec-day">{dayTitle(today())}</p>
          <h1 className="exec-title">{t.titles[tile.id]}</h1>
        </div>
        <Bell />
        <AriaLink href="/profile" className="exec-me" aria-label={shell.profile}>
          <Avatar name={me.name} />
        </AriaLink>
      </header>
      <Tiles tiles={tiles} chosen={tile} counters={counters} onChoose={(id) => go({ ...nothingOpen, tile: id }, true)} />
      {tile.id === 'sign' && <Piles waiting={countOf(counters, tile.kinds)} />}
      <List tile={tile} tasks={tasks} />
    </section>
  );
}

interface TilesProps {
  tiles: readonly Tile[];
  chosen: Tile;
  counters: readonly Counter[];
  onChoose: (id: Tile['id']) => void;
}

function Tiles({ tiles, chosen, counters, onChoose }: TilesProps) {
  return (
    <div className="tiles" role="group" aria-label={taskWords.queues}>
      {tiles.map((tile) => {
        const count = countOf(counters, tile.kinds);
        const late = overdueOf(counters, tile.kinds) > 0;
        return (
          <AriaButton
            key={tile.id}
            className={classes('tile', tile.id === chosen.id && 'tile-on')}
            aria-pressed={tile.id === chosen.id}
            aria-label={`${tile.title}: ${t.waiting(count)}`}
            onPress={() => onChoose(tile.id)}
          >
            <tile.icon size="1.5rem" strokeWidth={1.75} aria-hidden />
            <span className={classes('tile-count', late && 'tile-late')}>{counter(count)}</span>
            <span className="tile-title">{tile.title}</span>
          </AriaButton>
        );
      })}
    </div>
  );
}

const described = 12;

function List({ tile, tasks }: { tile: Tile; tasks: Tasks }) {
  const { rows, list, open } = tasks;
  if (list.error !== null && rows.length === 0) return <ErrorBox error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <Skeleton shape="list" count={4} />;
  if (rows.length === 0) {
    return (
      <Empty icon={tile.icon} title={taskWords.emptyQueue}>
        {taskWords.emptyHint}
      </Empty>
    );
  }
  return (
    <>
      <ul className="exec-list" aria-label={t.titles[tile.id]}>
        {rows.map((task, index) => (
          <li key={task.id}>
            <PhoneItem task={task} several={tile.kinds.length > 1} described={index < described} onOpen={() => open(task)} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button wide busy={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          {t.loadMore}
        </Button>
      )}
    </>
  );
}
