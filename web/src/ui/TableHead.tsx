/** The titles of the columns of a table; from a column on they stand over figures. */
export function TableHead({ titles, figuresFrom = Infinity }: { titles: readonly string[]; figuresFrom?: number }) {
  return (
    <thead>
      <tr>
        {titles.map((title, column) => (
          <th key={title} scope="col" className={column >= figuresFrom ? 'figure' : undefined}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
  );
}
