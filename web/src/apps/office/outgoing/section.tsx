import { useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { Send } from 'lucide-react';
import { outgoingWords } from '@/i18n/ru/documents';
import { Badge } from '@/ui/Tag';
import { countersQuery } from '../card/queries';
import type { Section } from '../shell/section';

/** What waits for this person: the office registers and sends, an author has his drafts. */
function Count() {
  const { me } = useRouteContext({ from: '/shell' });
  const { data } = useQuery(countersQuery('outgoing'));
  const views = me.rights.includes('dispatch.send') ? ['to_register', 'to_dispatch'] : ['drafts'];
  const count = (data?.items ?? []).filter((counter) => views.includes(counter.view)).reduce((sum, counter) => sum + counter.count, 0);
  return count > 0 ? <Badge count={count} most={99} /> : null;
}

export const outgoingSection: Section = {
  id: 'outgoing',
  title: outgoingWords.title,
  icon: Send,
  to: '/outgoing',
  keys: 'G O',
  may: (me) => me.rights.includes('documents.create'),
  Count,
};
