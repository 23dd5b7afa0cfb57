import { useRouteContext } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState } from 'react';
import type { Go, Place } from '../card/place';
import type { Row } from '../card/queries';
import { Workplace } from '../card/Workplace';
import { usePageTitle } from '../shell/pageTitle';
import { Bulk } from './Bulk';
import { accepted, DropPlace, IntakePanel } from './Intake';
import { useIntake } from './useIntake';
import './arrivals.css';

const LettersDialog = lazy(() => import('./LettersDialog'));

const views = ['to_register', 'overdue', 'all', 'on_consideration', 'in_execution', 'for_filing'];
const byDue = ['on_consideration', 'in_execution', 'overdue'];

const acts = (rows: readonly Row[], clear: () => void) => <Bulk rows={rows} clear={clear} />;

interface ArrivalsProps {
  flow: 'incoming' | 'appeal';
  words: { title: string; create: string; createHint: string; emptyHint: string; noRight: string };
  place: Place;
  go: Go;
}

/** A page of what arrives: files are dropped on it, each letter becomes a card. */
export function Arrivals({ flow, words: t, place, go }: ArrivalsProps) {
  usePageTitle(t.title);
  const { me } = useRouteContext({ from: '/shell' });
  const mayReceive = me.rights.includes('registry.register');
  const chooser = useRef<HTMLInputElement>(null);
  const [several, setSeveral] = useState<readonly File[]>();
  const opened = useRef(false);
  const intake = useIntake(flow, (id) => {
    // The first card of a drop opens; the others wait in the list.
    if (opened.current) return;
    opened.current = true;
    go({ view: 'to_register', card: id, tab: flow === 'appeal' ? 'appeal' : undefined, doc: undefined });
  });
  const receive = (letters: readonly (readonly File[])[]) => {
    opened.current = false;
    setSeveral(undefined);
    intake.add(letters);
  };
  const take = (files: readonly File[]) => {
    if (files.length > 1) setSeveral(files);
    else if (files.length === 1) receive([files]);
  };
  return (
    <DropPlace onFiles={take} enabled={mayReceive}>
      <Workplace
        flow={flow}
        title={t.title}
        views={views}
        byDue={byDue}
        place={place}
        go={go}
        create={mayReceive ? { label: t.create, hint: t.createHint, run: () => chooser.current?.click() } : undefined}
        under={<IntakePanel letters={intake.letters} onRetry={intake.retry} onRemove={intake.remove} onClear={intake.clear} onOpen={(card) => go({ card })} />}
        {...(mayReceive ? { bulk: acts } : {})}
        emptyHint={mayReceive ? t.emptyHint : t.noRight}
      />
      {mayReceive && (
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          accept={accepted}
          aria-label={t.createHint}
          onChange={(event) => {
            take([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      )}
      {several && (
        <Suspense>
          <LettersDialog files={several} onClose={() => setSeveral(undefined)} onAccept={receive} />
        </Suspense>
      )}
    </DropPlace>
  );
}
