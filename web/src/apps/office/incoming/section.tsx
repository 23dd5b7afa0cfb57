import { useQuery } from '@tanstack/react-query';
import { Inbox } from 'lucide-react';
import { incomingWords } from '@/i18n/ru/documents';
import { Badge } from '@/ui/Tag';
import { countersQuery } from '../card/queries';
import type { Section } from '../shell/section';

/** How many letters wait for their number. */
function Count() {
  const { data } = useQuery(countersQuery('incoming'));
  const count = data?.items.find((counter) => counter.view === 'to_register')?.count ?? 0;
  return count > 0 ? <Badge count={count} most={99} /> : null;
}

export const incomingSection: Section = {
  id: 'incoming',
  title: incomingWords.title,
  icon: Inbox,
  to: '/incoming',
  keys: 'G I',
  may: (me) => me.rights.includes('documents.read_office'),
  Count,
};
