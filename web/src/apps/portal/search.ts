// The search of services while somebody types. What he looks for is posted and stands in the fragment of the address, which
// no browser sends anywhere: the way back works, and no log knows what his trouble was.

const page = '/services/search';
const pause = 250;
const shortest = 3;

/** The piece of the page of the search for these words. */
async function piece(typed: string, name: 'found' | 'few', signal: AbortSignal): Promise<string> {
  const answer = await fetch(page, { method: 'POST', body: new URLSearchParams({ q: typed, piece: name }), signal });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
}

/** Only the latest question is answered; a lost network changes nothing: the button asks by a page of its own. */
function asker(name: 'found' | 'few', place: HTMLElement, status: HTMLElement) {
  let asked = new AbortController();
  return (typed: string) => {
    asked.abort();
    asked = new AbortController();
    piece(typed, name, asked.signal).then(
      (html) => {
        place.innerHTML = html;
        place.hidden = false;
        status.textContent = place.querySelector('[data-told]')?.textContent ?? '';
      },
      () => undefined,
    );
  };
}

function after<T extends HTMLElement>(one: Element, made: T): T {
  one.after(made);
  return made;
}

function statusAfter(form: HTMLFormElement): HTMLElement {
  const status = after(form, document.createElement('p'));
  status.className = 'visually-hidden';
  status.role = 'status';
  return status;
}

/** Offers services under the field of the first page; the button leads to the page of the search. */
function offering(form: HTMLFormElement, input: HTMLInputElement) {
  const popular = document.querySelector<HTMLElement>('.quick');
  const place = after(form, document.createElement('div'));
  place.hidden = true;
  const ask = asker('few', place, statusAfter(form));
  let timer = 0;
  input.addEventListener('input', () => {
    clearTimeout(timer);
    const typed = input.value.trim();
    const enough = typed.length >= shortest;
    if (popular) popular.hidden = enough;
    if (enough) timer = window.setTimeout(ask, pause, typed);
    else place.hidden = true;
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    location.assign(`${page}#${encodeURIComponent(input.value.trim())}`);
  });
}

/** What the fragment says; one that was cut on its way says nothing. */
function looked(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return '';
  }
}

/** Shows on the page of the search what the fragment says. */
function showing(form: HTMLFormElement, input: HTMLInputElement, place: HTMLElement) {
  const ask = asker('found', place, statusAfter(form));
  const follow = () => {
    input.value = looked();
    ask(input.value);
  };
  let timer = 0;
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      history.replaceState(null, '', `${page}#${encodeURIComponent(input.value.trim())}`);
      ask(input.value.trim());
    }, pause);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    const next = `#${encodeURIComponent(input.value.trim())}`;
    if (next === location.hash) follow();
    else location.hash = next;
  });
  window.addEventListener('hashchange', follow);
  if (location.hash.length > 1) follow();
}

export function searching(form: HTMLFormElement) {
  const input = form.querySelector<HTMLInputElement>('input[type=search]');
  const place = document.querySelector<HTMLElement>('#found');
  if (!input) return;
  if (place) showing(form, input, place);
  else offering(form, input);
}
