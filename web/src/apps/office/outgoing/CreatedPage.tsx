import { useNavigate, useRouteContext, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useState } from 'react';
import { createdWords, outgoingWords } from '@/i18n/ru/documents';
import { Link } from '@/ui/Button';
import { placeOf, set, type Go } from '../card/place';
import { Workplace } from '../card/Workplace';
import { usePageTitle } from '../shell/pageTitle';
import { byDue, viewsOf, type CreatedFlow } from './flows';

const NewDocument = lazy(() => import('./NewDocument'));

/** What the body writes: from the draft to the addressee, to colleagues, into force. */
function CreatedPage({ flow }: { flow: CreatedFlow }) {
  const t = createdWords[flow];
  usePageTitle(t.title);
  const { me } = useRouteContext({ from: '/shell' });
  const place = useSearch({ strict: false, select: placeOf, structuralSharing: true });
  const navigate = useNavigate();
  const go: Go = useCallback((change, replace = false) => void navigate({ to: '.', search: (now) => set(placeOf(now), change), hash: true, replace }), [navigate]);
  const [creating, setCreating] = useState(false);
  const sends = me.rights.includes('dispatch.send');
  return (
    <>
      <Workplace
        flow={flow}
        title={t.title}
        views={viewsOf(flow, sends)}
        byDue={byDue}
        place={place}
        go={go}
        create={me.rights.includes('documents.create') ? { label: t.create, run: () => setCreating(true) } : undefined}
        emptyHint={t.emptyHint}
        under={
          sends &&
          flow === 'outgoing' && (
            <p className="list-note list-link small">
              <Link href="/outgoing/registers">{outgoingWords.registers}</Link>
            </p>
          )
        }
      />
      {creating && (
        <Suspense>
          <NewDocument
            flow={flow}
            onClose={() => setCreating(false)}
            onMade={(card) => {
              setCreating(false);
              go({ view: 'drafts', card, tab: undefined, doc: undefined });
            }}
          />
        </Suspense>
      )}
    </>
  );
}

export const OutgoingPage = () => <CreatedPage key="outgoing" flow="outgoing" />;
export const InternalPage = () => <CreatedPage key="internal" flow="internal" />;
export const DirectivePage = () => <CreatedPage key="directive" flow="directive" />;
