/** @jsxImportSource preact */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { w } from '@/i18n/ru/wizard';
import type { Answers } from '@/forms/form';
import { dayIn } from '@/forms/moment';
import { merge, prefill } from '@/forms/prefill';
import { Walk } from '@/forms/Walk';
import { Keeper, type Standing } from './keeper';
import { send } from './send';
import { ask, moment, type State } from './state';
import { uploader } from './upload';

const empty = (answers: Answers) => Object.keys(answers).length === 0;

/** How the draft stands, told calmly under the page. */
function Stand({ standing, at }: { standing: Standing; at: string }) {
  const words: Record<Standing, string> = {
    saved: at && w.saved(new Date(at).toLocaleTimeString('ru', { hour: '2-digit', minute: '2-digit' })),
    saving: w.saving,
    offline: w.offline,
    merged: w.merged,
    'signed-out': w.signedOut,
    gone: w.gone,
  };
  return (
    <>
      <span role="status">{words[standing]}</span>
      {standing === 'signed-out' && (
        <>
          {' '}
          <a href={location.pathname}>{w.signIn}</a>
        </>
      )}
    </>
  );
}

function Discard({ base, keeper }: { base: string; keeper: Keeper }) {
  const [sure, askSure] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  const asked = useRef(false);
  useEffect(() => {
    if (sure) keep.current?.focus();
    else if (asked.current) first.current?.focus();
    asked.current = sure;
  }, [sure]);
  const discard = async () => {
    keeper.done();
    await ask(`${base}/discard`, {}).catch(() => undefined);
    location.assign('/account');
  };
  const escape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') askSure(false);
  };
  if (!sure)
    return (
      <button type="button" class="w-link" ref={first} onClick={() => askSure(true)}>
        {w.discard}
      </button>
    );
  return (
    <div class="w-note">
      <p>{w.discardSure}</p>
      <p class="w-actions">
        <button type="button" class="w-button w-quiet" ref={keep} onKeyDown={escape} onClick={() => askSure(false)}>
          {w.keep}
        </button>
        <button type="button" class="w-link" onKeyDown={escape} onClick={() => void discard()}>
          {w.discard}
        </button>
      </p>
    </div>
  );
}

/** What will happen after the button, and when a queue opens. */
function Before({ state, said }: { state: State; said: string }) {
  const shut = state.opens && new Date(state.opens) > new Date();
  const when = state.opens && moment(state.opens, state.zone);
  return (
    <>
      <p>{w.sendTo(state.body)}</p>
      {shut && when && <p class="w-note">{w.opens(when)}</p>}
      {state.ended && <p class="w-note">{w.ended}</p>}
      <p role="status" class="w-hint">
        {said}
      </p>
    </>
  );
}

export function App({ state }: { state: State }) {
  const [standing, stand] = useState<{ standing: Standing; at: string }>({ standing: 'saved', at: state.version > 1 ? state.saved_at : '' });
  const [said, say] = useState('');
  // A draft that two devices have written is shown anew, with the answers of both.
  const [merged, setMerged] = useState<{ answers: Answers; no: number }>();
  const [keeper] = useState(
    () =>
      new Keeper(
        state,
        (now, at = '') => stand({ standing: now, at }),
        (answers) => setMerged((last) => ({ answers, no: (last?.no ?? 0) + 1 })),
      ),
  );
  const start = useMemo(() => {
    const unsaved = keeper.unsaved();
    const begun = unsaved ? merge(unsaved.base, unsaved.answers, state.answers) : state.answers;
    if (unsaved) keeper.changed(begun, unsaved.page);
    return { answers: empty(begun) ? prefill(state.form, state.account) : begun, page: unsaved?.page ?? state.page };
  }, [keeper, state]);
  const sizes = useMemo(() => new Map(state.files.map((file) => [file.code, file.size])), [state.files]);
  return (
    <Walk
      key={merged?.no ?? 0}
      form={state.form}
      title={state.service}
      start={merged?.answers ?? start.answers}
      startPage={start.page}
      today={dayIn(state.zone)}
      signer={state.account['full_name'] ?? ''}
      sizes={sizes}
      upload={uploader(state.base)}
      forget={(code) => void ask(`${state.base}/files/${code}/remove`, {}).catch(() => undefined)}
      changed={(answers, page) => keeper.changed(answers, page)}
      send={(asked) => send(state, keeper, asked, say)}
      home="/account"
      before={<Before state={state} said={said} />}
      foot={
        <div class="w-foot">
          <p>
            <Stand {...standing} />
          </p>
          <Discard base={state.base} keeper={keeper} />
        </div>
      }
    />
  );
}
