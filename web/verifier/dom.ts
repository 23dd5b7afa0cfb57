type Child = Node | string | undefined | false;

/** Makes an element; text is always text, never markup. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | boolean | undefined> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== false));
  return made;
}

export function on<T extends HTMLElement>(element: T, event: string, run: () => void): T {
  element.addEventListener(event, run);
  return element;
}

/** A list of names and values; empty ones are left out. */
export function facts(...pairs: (readonly [string, string | undefined])[]): HTMLElement {
  return el('dl', { class: 'facts' }, ...pairs.flatMap(([name, value]) => (value ? [el('dt', {}, name), el('dd', {}, value)] : [])));
}

/** A table that stands as blocks on a narrow page. */
export function table(label: string, columns: readonly string[], rows: readonly (readonly (Node | string)[])[]): HTMLElement {
  return el(
    'table',
    { 'aria-label': label },
    el('thead', {}, el('tr', {}, ...columns.map((title) => el('th', { scope: 'col' }, title)))),
    el('tbody', {}, ...rows.map((row) => el('tr', {}, ...row.map((cell, i) => el('td', { 'data-title': columns[i] }, cell))))),
  );
}
