import { useQuery } from '@tanstack/react-query';
import { MessagesSquare } from 'lucide-react';
import { appealWords } from '@/i18n/ru/appeals';
import { Badge } from '@/ui/Tag';
import { countersQuery } from '../card/queries';
import type { Section } from '../shell/section';

/** How many appeals wait for their number: the law gives three days. */
function Count() {
  const { data } = useQuery(countersQuery('appeal'));
  const count = data?.items.find((counter) => counter.view === 'to_register')?.count ?? 0;
  return count > 0 ? <Badge count={count} most={99} /> : null;
}

export const appealsSection: Section = {
  id: 'appeals',
  title: appealWords.title,
  icon: MessagesSquare,
  to: '/appeals',
  keys: 'G C',
  may: (me) => me.rights.includes('documents.read_office') || me.rights.includes('appeals.decide'),
  Count,
};
