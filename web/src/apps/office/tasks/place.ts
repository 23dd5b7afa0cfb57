import { taskKinds } from '@/i18n/ru/tasks';
import { whole } from '@/lib/address';
import { openedIn } from '../assignments/place';
import { tileIds, type TileId } from './queues';

// What of the tasks stands in their address.

export interface TaskPlace {
  /** A kind of tasks, where there is room for all their names. */
  queue?: string | undefined;
  /** A queue of the phone. */
  tile?: TileId | undefined;
  task?: number | undefined;
  card?: number | undefined;
  /** What the task is about: «assignment:12». */
  about?: string | undefined;
  tab?: string | undefined;
  doc?: true | undefined;
  /** The file that is read on a phone. */
  file?: number | undefined;
}

export type Go = (change: TaskPlace, replace?: boolean) => void;

export function taskPlace(search: Record<string, unknown>): TaskPlace {
  const place: TaskPlace = {
    queue: typeof search.queue === 'string' && search.queue in taskKinds ? search.queue : undefined,
    tile: tileIds.find((one) => one === search.tile),
    task: whole(search.task),
    file: whole(search.file),
    ...openedIn(search),
  };
  return Object.fromEntries(Object.entries(place).filter(([, value]) => value !== undefined));
}

export const nothingOpen: TaskPlace = { task: undefined, card: undefined, about: undefined, tab: undefined, doc: undefined, file: undefined };
