import { getRouteApi, useRouteContext } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { outgoingWords as t } from '@/i18n/ru/documents';
import { Link } from '@/ui/Button';
import { set, type Go } from '../card/place';
import { Workplace } from '../card/Workplace';
import { usePageTitle } from '../shell/pageTitle';
import { NewLetter } from './NewLetter';

const route = getRouteApi('/shell/outgoing');

const office = ['to_register', 'to_dispatch', 'all', 'sent', 'on_signature', 'in_approval', 'drafts'];
const author = ['drafts', 'in_approval', 'all', 'on_signature', 'to_register', 'to_dispatch', 'sent'];

/** Letters of the body: from the draft to the addressee. */
export function OutgoingPage() {
  usePageTitle(t.title);
  const { me } = useRouteContext({ from: '/shell' });
  const place = route.useSearch();
  const navigate = route.useNavigate();
  const go: Go = useCallback((change, replace = false) => void navigate({ search: (now) => set(now, change), hash: true, replace }), [navigate]);
  const [creating, setCreating] = useState(false);
  const sends = me.rights.includes('dispatch.send');
  return (
    <>
      <Workplace
        flow="outgoing"
        title={t.title}
        views={sends ? office : author}
        byDue={[]}
        place={place}
        go={go}
        create={me.rights.includes('documents.create') ? { label: t.create, run: () => setCreating(true) } : undefined}
        emptyHint={t.emptyHint}
        under={
          sends && (
            <p className="list-note list-link small">
              <Link href="/outgoing/registers">{t.registers}</Link>
            </p>
          )
        }
      />
      {creating && (
        <NewLetter
          onClose={() => setCreating(false)}
          onMade={(card) => {
            setCreating(false);
            go({ view: 'drafts', card, tab: undefined, doc: undefined });
          }}
        />
      )}
    </>
  );
}
