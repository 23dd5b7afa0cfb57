// Helpers of the form. Every page works without them: they show the progress of an upload, save what is typed, count
// letters, and keep a second press of «Отправить» from being a second letter.
import { words } from '@/i18n/ru/portal';
import { searching } from './search';

const most = 20 * 1024 * 1024;
const pause = 3000;

/**
 * Sends the files with a bar and then shows the page that the server answers with. Where nothing but files is asked they go as
 * they are chosen; a message goes when its button is pressed.
 */
function follow(form: HTMLFormElement) {
  const input = form.querySelector<HTMLInputElement>('input[type=file]');
  const place = form.querySelector<HTMLElement>('[data-progress]');
  const button = form.querySelector<HTMLButtonElement>('button');
  if (!input || !place || !button) return;
  const say = (text: string) => {
    place.textContent = text;
  };
  const send = () => {
    const files = [...(input.files ?? [])];
    const large = files.find((file) => file.size > most);
    if (large) {
      say(words.tooLarge(large.name));
      return;
    }
    const request = new XMLHttpRequest();
    const bar = document.createElement('progress');
    bar.max = 1;
    bar.ariaLabel = words.loading;
    place.replaceChildren(words.loading, bar);
    button.ariaDisabled = 'true';
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    });
    request.addEventListener('load', () => {
      if (request.status < 400) {
        location.assign(request.responseURL);
        return;
      }
      button.ariaDisabled = 'false';
      input.value = '';
      const page = new DOMParser().parseFromString(request.responseText, 'text/html');
      say(page.querySelector('.errors p, .lead')?.textContent ?? words.failed);
    });
    request.addEventListener('error', () => {
      button.ariaDisabled = 'false';
      say(words.failed);
    });
    request.open('POST', form.action);
    request.send(new FormData(form));
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (button.ariaDisabled !== 'true' && form.reportValidity()) send();
  });
  input.addEventListener('change', () => {
    if (input.files?.length && form.dataset['upload'] === 'at-once') send();
  });
}

/** Saves what is typed some seconds after the last key. */
function autosave(form: HTMLFormElement) {
  const place = form.querySelector<HTMLElement>('[data-saved]');
  let timer = 0;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(async () => {
      const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
      const answer = await fetch(form.action, { method: 'POST', body, headers: { 'Veche-Autosave': '1' } }).catch(() => undefined);
      if (place) place.textContent = answer?.ok ? words.saved : words.unsaved;
    }, pause);
  });
  form.addEventListener('submit', () => clearTimeout(timer));
}

/** Tells how many letters are left when few are. */
function count(area: HTMLTextAreaElement) {
  const limit = Number(area.dataset['most']);
  const line = document.createElement('p');
  line.className = 'hint';
  line.role = 'status';
  area.after(line);
  area.addEventListener('input', () => {
    const left = limit - [...area.value].length;
    line.textContent = left < limit / 10 ? words.left(left) : '';
  });
}

/** Shows a field only where its box is ticked. */
function together(field: HTMLElement) {
  const box = document.querySelector<HTMLInputElement>(`input[name=${field.dataset['with']}]`);
  if (!box) return;
  const show = () => {
    field.hidden = !box.checked;
  };
  box.addEventListener('change', show);
  show();
}

/** A second press sends nothing. */
function once(form: HTMLFormElement) {
  form.addEventListener('submit', (event) => {
    const button = form.querySelector('button');
    if (!button || button.ariaDisabled === 'true') event.preventDefault();
    else button.ariaDisabled = 'true';
  });
}

/**
 * Counts down to the opening of a reception. The sentence above tells the day and the hour to everybody; the server alone
 * decides when it is open, so a clock that is wrong spoils nothing.
 */
function countdown(line: HTMLElement) {
  const opens = Date.parse(line.dataset['opens'] ?? '');
  const tick = () => {
    const left = Math.ceil((opens - Date.now()) / 1000);
    const text = left > 0 ? words.until(Math.floor(left / 86_400), Math.floor(left / 3600) % 24, Math.floor(left / 60) % 60, left % 60) : words.opened;
    if (text !== line.textContent) line.textContent = text;
    if (left <= 0) clearInterval(timer);
  };
  const timer = setInterval(tick, 1000);
  tick();
  line.hidden = false;
}

const each = <T extends HTMLElement>(selector: string, act: (one: T) => void) => document.querySelectorAll<T>(selector).forEach(act);

each('form[data-upload]', follow);
each('form[data-autosave]', autosave);
each('textarea[data-most]', count);
each('[data-with]', together);
each('form[data-once]', once);
each('form[data-search]', searching);
each('[data-print]', (button) => {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
});
each('[data-opens]', countdown);
document.querySelector<HTMLElement>('.errors')?.focus();
