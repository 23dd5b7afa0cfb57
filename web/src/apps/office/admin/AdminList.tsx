import { useEffect, useRef, useState } from 'react';
import { DataGrid } from '@/grid/DataGrid';
import type { DataGridProps } from '@/grid/types';

type AdminListProps<Row> = DataGridProps<Row> & Required<Pick<DataGridProps<Row>, 'item' | 'columns'>>;

/** A table where there is room for it, two-line rows where there is not. */
export function AdminList<Row>({ item, columns, ...grid }: AdminListProps<Row>) {
  const box = useRef<HTMLDivElement>(null);
  const [narrow, setNarrow] = useState(false);
  useEffect(() => {
    const place = box.current;
    if (place === null) return;
    const watch = new ResizeObserver(() => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      setNarrow(place.clientWidth > 0 && place.clientWidth < 44 * rem);
    });
    watch.observe(place);
    return () => watch.disconnect();
  }, []);
  return (
    <div ref={box} className="admin-list">
      <DataGrid key={narrow ? 'item' : 'table'} {...grid} {...(narrow ? { item } : { columns })} />
    </div>
  );
}
