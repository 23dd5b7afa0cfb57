import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { cardWords as t } from '@/i18n/ru/cards';
import { SplitPane } from '@/ui/SplitPane';
import { usePageTitle } from '../shell/pageTitle';
import { CardPane } from './CardPane';
import { DocumentPane } from './DocumentPane';
import { cardQuery } from './queries';
import { useRoom } from './useRoom';
import './card.css';

const route = getRouteApi('/shell/cards/$id');

/** One card by its own address: a link from a task, a search, a letter. */
export function CardPage() {
  const id = Number(route.useParams().id);
  const { tab, doc } = route.useSearch();
  const navigate = route.useNavigate();
  const router = useRouter();
  const box = useRef<HTMLDivElement>(null);
  const beside = useRoom(box) !== 'one';
  const { data: card } = useQuery(cardQuery(id));
  usePageTitle(card === undefined ? t.tabs.card : card.summary || card.kind.name);
  const toTab = useCallback((next: string) => void navigate({ search: { tab: next }, replace: true }), [navigate]);
  const toCard = useCallback((next: number) => void navigate({ to: '/cards/$id', params: { id: String(next) }, search: {} }), [navigate]);
  const back = () => (router.history.canGoBack() ? router.history.back() : void router.navigate({ href: '/' }));
  const pane = (
    <CardPane
      id={id}
      tab={tab}
      onTab={toTab}
      onCard={toCard}
      onBack={back}
      backLabel={t.backward}
      onDocument={beside ? undefined : () => void navigate({ search: { tab, doc: true } })}
    />
  );
  return (
    <div ref={box} className="panes">
      <h1 className="visually-hidden">{t.tabs.card}</h1>
      {beside ? (
        <SplitPane name="card-page" aside={<DocumentPane id={id} />} initial={36} least={20} most={70}>
          {pane}
        </SplitPane>
      ) : doc ? (
        <DocumentPane id={id} onBack={() => void navigate({ search: { tab } })} />
      ) : (
        pane
      )}
    </div>
  );
}
