/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { w } from '@/i18n/ru/wizard';
import { Answered } from './Answered';
import { askedOnly, check } from './check';
import { holds } from './condition';
import { FieldView } from './FieldView';
import { fieldsOf, put, type Answers, type FormFile, type PageFile, type Problem } from './form';
import { HandContext, idOf, type Hand, type Upload } from './hand';

export type WalkProps = {
  form: FormFile;
  title: string;
  start: Answers;
  startPage: string;
  today: string;
  signer: string;
  sizes: Map<string, number>;
  upload: Upload;
  forget: (code: string) => void;
  /** told of every change: who keeps the draft decides when */
  changed: (answers: Answers, page: string) => void;
  /** sends the answers; what it gives back is wrong with them */
  send: (asked: Answers) => Promise<Problem[]>;
  /** under the page: how the draft stands */
  foot?: ComponentChildren;
  /** over the button on the last page */
  before?: ComponentChildren;
  /** where «Назад» of the first page leads; in a preview nowhere */
  home?: string;
};

const checkPage = 'check';

/** The page of a problem: the one that asks its first field. */
const pageOf = (form: FormFile, problem: Problem) => form.pages.find((page) => page.fields.includes(problem.path.split('.')[0] ?? ''));

/** Walks through the pages of a form, one at a time, to the page on which all answers are checked and sent. */
export function Walk(props: WalkProps) {
  const { form, today } = props;
  const [answers, setAnswers] = useState(props.start);
  const [code, go] = useState(props.startPage);
  const [problems, blame] = useState<Problem[]>([]);
  const [returning, comeBack] = useState(false);
  const [sending, setSending] = useState(false);
  const head = useRef<HTMLHeadingElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  const latest = useRef(answers);
  latest.current = answers;

  const asked = useMemo(() => askedOnly(form, answers, today), [form, answers, today]);
  const pages = form.pages.filter((page) => !page.when || holds(page.when, asked, today));
  const page = code === checkPage ? undefined : (pages.find((one) => one.code === code) ?? pages[0]);
  const place = page ? pages.indexOf(page) : pages.length;

  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    (problems.length ? summary : head).current?.focus();
  });

  const open = (next: string) => {
    moved.current = true;
    go(next);
    props.changed(latest.current, next);
  };
  const show = (found: Problem[], on: string) => {
    moved.current = true;
    blame(found);
    go(on);
  };
  const onward = () => {
    const all = check(form, latest.current, today).filter((one) => one.code !== 'hidden' && one.code !== 'unknown');
    const here = all.filter((one) => page?.fields.includes(one.path.split('.')[0] ?? ''));
    if (page && here.length) {
      show(here, page.code);
      return;
    }
    blame([]);
    const fresh = askedOnly(form, latest.current, today);
    const rest = form.pages.filter((one) => !one.when || holds(one.when, fresh, today));
    const next = rest[rest.findIndex((one) => one.code === page?.code) + 1];
    const opened = returning && all.length ? pageOf(form, all[0] as Problem) : undefined;
    open(returning && !opened ? checkPage : (opened?.code ?? next?.code ?? checkPage));
  };
  const back = () => {
    blame([]);
    open(pages[place - 1]?.code ?? pages[0]?.code ?? '');
  };
  const change = (to: PageFile) => {
    comeBack(true);
    open(to.code);
  };
  const send = async () => {
    if (sending) return;
    const wrong = check(form, asked, today);
    setSending(true);
    const found = wrong.length ? wrong : await props.send(asked);
    setSending(false);
    const first = found[0] && pageOf(form, found[0]);
    if (!found.length) return;
    comeBack(true);
    show(first ? found.filter((one) => pageOf(form, one) === first) : found, first?.code ?? checkPage);
  };
  const hand: Hand = {
    form,
    answers,
    today,
    problems,
    signer: props.signer,
    sizes: props.sizes,
    upload: props.upload,
    forget: props.forget,
    set: (path, answer) => {
      latest.current = put(latest.current, path, answer);
      setAnswers(latest.current);
      props.changed(latest.current, page?.code ?? checkPage);
    },
  };
  const title = page?.title ?? w.check;
  const fields = page ? fieldsOf(form, page) : [];
  useEffect(() => {
    if (props.home) document.title = `${problems.length ? w.error(title) : title} – ${props.title}`;
  }, [title, problems, props.title, props.home]);
  return (
    <HandContext.Provider value={hand}>
      <div class="wizard">
        {place > 0 ? (
          <button type="button" class="w-link w-back" onClick={back}>
            {w.back}
          </button>
        ) : (
          props.home && (
            <a class="w-link w-back" href={props.home}>
              {w.account}
            </a>
          )
        )}
        <p class="w-progress">
          <span>{w.step(place + 1, pages.length + 1)}</span>
          <progress max={pages.length + 1} value={place + 1} aria-hidden="true" />
        </p>
        {problems.length > 0 && (
          <div class="w-errors" role="alert" tabIndex={-1} ref={summary}>
            <h2>{w.wrong}</h2>
            <ul>
              {problems.map((one) => (
                <li key={one.path + one.code}>{one.path ? <ErrorLink problem={one} /> : one.text}</li>
              ))}
            </ul>
          </div>
        )}
        <h1 ref={head} tabIndex={-1}>
          {title}
        </h1>
        {page?.hint && <p class="w-lead">{page.hint}</p>}
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            // A press of Enter leaves no field: what is typed there is put into its spelling first.
            if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
            if (page) onward();
            else void send();
          }}
        >
          {page ? (
            fields.map((field) => <FieldView key={field.name} field={field} at={field.name} scope={asked} quietLabel={fields.length === 1 && field.title === title} />)
          ) : (
            <>
              <Answered form={form} asked={asked} change={change} />
              {props.before}
            </>
          )}
          <p class="w-actions">
            <button class="w-button" aria-disabled={sending}>
              {page ? w.next : sending ? w.sending : w.send}
            </button>
          </p>
        </form>
        {props.foot}
      </div>
    </HandContext.Provider>
  );
}

/** Leads to the field itself, not only to its place: the next key types into it. */
function ErrorLink({ problem }: { problem: Problem }) {
  const id = idOf(problem.path);
  return (
    <a
      href={`#${id}`}
      onClick={(event) => {
        event.preventDefault();
        const to = document.getElementById(id) ?? document.querySelector<HTMLElement>(`[id^="${id.replace(/-\d+$/, '')}"]`);
        to?.focus();
        to?.scrollIntoView({ block: 'center' });
      }}
    >
      {problem.text}
    </a>
  );
}
