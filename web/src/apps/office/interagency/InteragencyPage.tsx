import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { meQuery } from '@/api/me';
import { interagencyWords as t } from '@/i18n/ru/interagency';
import { kindWords } from '@/i18n/ru/requestKinds';
import { Button } from '@/ui/Button';
import { Skeleton } from '@/ui/Notice';
import { Tabs, type TabItem } from '@/ui/Tabs';
import { usePageTitle } from '../shell/pageTitle';
import { AskDialog } from './AskDialog';
import { InquiriesPart, RequestsPart } from './lists';
import type { Part } from './place';
import './interagency.css';

const KindsPart = lazy(async () => ({ default: (await import('./KindsPart')).KindsPart }));

const route = getRouteApi('/shell/interagency');

/** What the body has asked of others, and what others ask of it: the overdue first; for its keeper the dictionary too. */
export function InteragencyPage() {
  const { data: me } = useQuery(meQuery);
  const asks = me?.rights.includes('interagency.ask') ?? false;
  const keeps = me?.rights.includes('interagency.manage') ?? false;
  const { part = asks ? 'requests' : 'kinds' } = route.useSearch();
  const navigate = route.useNavigate();
  const [asking, setAsking] = useState(false);
  usePageTitle(t.title);
  if (me === undefined) return null;
  const tabs: TabItem<Part>[] = [];
  if (asks) {
    tabs.push({ id: 'requests', title: t.requests, content: <RequestsPart /> }, { id: 'inquiries', title: t.inquiries, content: <InquiriesPart /> });
  }
  if (keeps) tabs.push({ id: 'kinds', title: kindWords.title, content: <Suspense fallback={<Skeleton shape="table" count={6} />}><KindsPart /></Suspense> });
  return (
    <div className="page" data-pane>
      <header className="row row-wrap">
        <h1 className="grow">{t.title}</h1>
        {asks && (
          <Button kind="filled" onPress={() => setAsking(true)}>
            {t.ask}
          </Button>
        )}
      </header>
      <Tabs label={t.parts} selected={part} onSelect={(next: Part) => void navigate({ search: next === 'requests' ? {} : { part: next } })} tabs={tabs} />
      {asking && <AskDialog onClose={() => setAsking(false)} />}
    </div>
  );
}
