import { useQuery, type UseQueryOptions } from '@tanstack/react-query';

type Key = (string | number)[];

/** The opened row, on whatever page of the list it stands: where the pages that are read do not hold it, it is asked for alone. */
export function useOpened<Row extends { id: number }>(
  opened: number | undefined,
  list: { rows: readonly Row[]; loading: boolean },
  alone: (id: number) => UseQueryOptions<Row | null, Error, Row | null, Key>,
): Row | undefined {
  const shown = list.rows.find(({ id }) => id === opened);
  const apart = useQuery({ ...alone(opened ?? 0), enabled: opened !== undefined && !list.loading && shown === undefined });
  return opened === undefined ? undefined : (shown ?? apart.data ?? undefined);
}
