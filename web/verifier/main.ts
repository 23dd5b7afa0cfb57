import './verifier.css';
import { el, on } from './dom';
import { ask, warm } from './engine';
import { bytes, guess, octets, type Brought } from './files';
import { report } from './report';
import type { Named, Question, Role } from './types';
import { roles, t } from './words';

let brought: Brought[] = [];
const compared = new Set<string>();

const picker = el('input', { type: 'file', multiple: true, class: 'hidden', 'aria-label': t.choose, tabindex: '-1' });
const list = el('ul', { class: 'files', 'aria-label': t.files });
const at = el('input', { type: 'datetime-local', id: 'at', step: '1' });
const key = el('input', { type: 'text', id: 'key', spellcheck: 'false', autocomplete: 'off' });
const revocation = el('input', { type: 'checkbox', id: 'revocation', checked: true });
const start = el('button', { type: 'button', class: 'filled', disabled: true }, t.check);
const said = el('p', { class: 'said', role: 'status' });
const result = el('div', { class: 'result' });

const ofRole = (role: Role) => brought.filter((one) => one.role === role).map((one) => one.file);

async function add(files: Iterable<File>) {
  brought = [...brought, ...(await Promise.all(Array.from(files, guess)))];
  show();
}

function show() {
  list.replaceChildren(...brought.map(line));
  const signature = ofRole('signature').length > 0;
  start.disabled = !signature && ofRole('passport').length === 0 && ofRole('receipt').length === 0;
  said.textContent = signature && ofRole('content').length === 0 ? t.needContent : '';
}

function line(one: Brought): HTMLElement {
  const name = one.file.name;
  const choice = el('select', { 'aria-label': t.roleOf(name) });
  for (const [role, words] of Object.entries(roles)) choice.append(el('option', { value: role, selected: role === one.role }, words));
  on(choice, 'change', () => {
    one.role = choice.value as Role;
    show();
  });
  const remove = on(el('button', { type: 'button', class: 'quiet', 'aria-label': t.remove(name) }, '×'), 'click', () => {
    brought = brought.filter((other) => other !== one);
    show();
  });
  return el('li', {}, el('span', { class: 'name' }, name, el('span', { class: 'detail' }, bytes(one.file.size))), choice, remove);
}

const read = (role: Role): Promise<Named[]> => Promise.all(ofRole(role).map(async (file) => ({ name: file.name, bytes: await octets(file) })));

async function question(): Promise<Question> {
  const [passport] = ofRole('passport');
  const [signature] = ofRole('signature');
  const [given] = await read('key');
  const [receipt, ...neighbours] = await read('receipt');
  return {
    receipt,
    held: [...neighbours, ...(await read('held'))],
    passport,
    signature: passport || !signature ? undefined : await octets(signature),
    content: passport ? undefined : ofRole('content')[0],
    certificates: await read('certificate'),
    lists: await read('list'),
    answers: await read('answer'),
    at: at.value === '' ? '' : new Date(at.value).toISOString(),
    key: key.value.trim() || (given ? new TextDecoder().decode(given.bytes).trim() : ''),
    compared: [...compared],
    revocation: revocation.checked,
  };
}

async function check() {
  start.disabled = true;
  result.replaceChildren();
  said.textContent = t.starting;
  try {
    const asked = await question();
    const whole = (asked.passport ?? asked.content)?.size ?? 0;
    // A passport is read three times: for its sums, for its form, for its signatures.
    const times = asked.passport ? 3 : 1;
    const answer = await ask(asked, (done) => (said.textContent = `${t.checking} ${t.progress(Math.min(99, Math.round((done / times / Math.max(whole, 1)) * 100)))}`));
    said.textContent = '';
    if (answer.error !== undefined) throw new Error(answer.file ? t.unreadable(answer.file) : answer.error);
    const names = brought.filter((one) => ['passport', 'signature', 'content', 'receipt', 'held'].includes(one.role)).map((one) => one.file.name);
    result.replaceChildren(...report(answer, names, (sha256) => void again(sha256)));
    result.querySelector('h2')?.focus();
  } catch (error) {
    said.textContent = '';
    result.replaceChildren(el('div', { class: 'verdict invalid', role: 'alert' }, el('h2', {}, t.failed), el('p', {}, error instanceof Error ? error.message : String(error))));
  } finally {
    start.disabled = false;
  }
}

function again(sha256: string) {
  compared.add(sha256);
  return check();
}

function page(): HTMLElement[] {
  const choose = on(el('button', { type: 'button' }, t.choose), 'click', () => picker.click());
  const zone = el('div', { class: 'drop' }, el('p', { class: 'strong' }, t.drop), el('p', { class: 'muted' }, t.dropHint), choose, picker);
  on(picker, 'change', () => {
    void add(picker.files ?? []);
    picker.value = '';
  });
  on(start, 'click', () => void check());
  return [
    el('h1', {}, t.title),
    el('p', { class: 'muted lead' }, t.lead),
    el(
      'div',
      { class: 'no-print stack' },
      zone,
      list,
      el(
        'details',
        {},
        el('summary', {}, t.conditions),
        field(t.at, at, t.atHint),
        field(t.key, key, t.keyHint),
        el('label', { class: 'choice', for: 'revocation' }, revocation, t.revocation),
      ),
      el('div', { class: 'row' }, start),
    ),
    said,
    result,
  ];
}

function field(label: string, input: HTMLInputElement, hint: string): HTMLElement {
  input.setAttribute('aria-describedby', `${input.id}-hint`);
  return el('div', { class: 'field' }, el('label', { for: input.id }, label), input, el('p', { class: 'muted small', id: `${input.id}-hint` }, hint));
}

function dropped() {
  const over = (event: DragEvent, inside: boolean) => {
    event.preventDefault();
    document.body.classList.toggle('over', inside);
  };
  document.addEventListener('dragover', (event) => over(event, true));
  document.addEventListener('dragleave', (event) => over(event, false));
  document.addEventListener('drop', (event) => {
    over(event, false);
    void add(event.dataTransfer?.files ?? []);
  });
}

/** From a server the page can be taken along; a copy on a disk is already taken. */
function offerCopy() {
  const link = document.querySelector<HTMLAnchorElement>('#save');
  if (link === null || location.protocol === 'file:') return;
  link.href = location.pathname;
  link.download = 'veche-verify.html';
  link.hidden = false;
}

document.querySelector('#main')?.replaceChildren(...page());
dropped();
offerCopy();
warm();
