/** Members by key, in the order in which the keys first appear. */
export function group<T, K>(members: readonly T[], keyOf: (member: T) => K): [K, T[]][] {
  const groups = new Map<K, T[]>();
  for (const member of members) {
    const key = keyOf(member);
    const known = groups.get(key);
    if (known) known.push(member);
    else groups.set(key, [member]);
  }
  return [...groups];
}
