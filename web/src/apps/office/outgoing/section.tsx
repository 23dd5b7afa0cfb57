import { useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { NotebookPen, Scale, Send, type LucideIcon } from 'lucide-react';
import { createdWords } from '@/i18n/ru/documents';
import { Badge } from '@/ui/Tag';
import { countersQuery } from '../card/queries';
import type { Section } from '../shell/section';
import { waitingViews, type CreatedFlow } from './flows';

function countOf(flow: CreatedFlow) {
  return function Count() {
    const { me } = useRouteContext({ from: '/shell' });
    const { data } = useQuery(countersQuery(flow));
    const views = waitingViews(flow, me.rights.includes('dispatch.send'));
    const count = (data?.items ?? []).filter((counter) => views.includes(counter.view)).reduce((sum, counter) => sum + counter.count, 0);
    return count > 0 ? <Badge count={count} most={99} /> : null;
  };
}

const section = (flow: CreatedFlow, icon: LucideIcon, keys: string): Section => ({
  id: flow,
  title: createdWords[flow].title,
  icon,
  to: `/${flow}`,
  keys,
  may: (me) => me.rights.includes('documents.create'),
  Count: countOf(flow),
});

export const outgoingSection = section('outgoing', Send, 'G O');
export const internalSection = section('internal', NotebookPen, 'G N');
export const directiveSection = section('directive', Scale, 'G P');
