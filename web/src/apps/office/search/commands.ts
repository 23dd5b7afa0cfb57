import { Building2, FileText, Search, UserRound } from 'lucide-react';
import { api, take } from '@/api/client';
import { searchWords as t } from '@/i18n/ru/cards';
import { flowWords, listWords } from '@/i18n/ru/documents';
import type { Command } from '@/ui/Command';
import { cardHref } from '../card/parts';
import { router } from '../router';
import { names } from './names';

const go = (href: string) => () => void router.navigate({ href });

/** For Ctrl+K: cards by the beginning of a number, people and correspondents by name, and the whole search. */
export async function findCommands(text: string, signal: AbortSignal): Promise<readonly Command[]> {
  const typed = text.trim();
  if (typed === '') return [];
  const found = await take(api.POST('/api/jump', { body: { typed }, signal }));
  return [
    ...found.cards.map((card): Command => ({
      id: `card:${card.id}`,
      title: card.number === '' ? card.summary || card.kind : `№ ${card.number}`,
      hint: [flowWords[card.flow], card.summary || listWords.noSummary].join(' · '),
      group: t.jumpCards,
      icon: FileText,
      run: go(cardHref(card.id)),
    })),
    ...found.people.map((person): Command => ({
      id: `person:${person.id}`,
      title: person.name,
      hint: person.post,
      group: t.jumpPeople,
      icon: UserRound,
      run: () => {
        names.keep('person', person.id, person.name);
        go(`/search?person=${person.id}`)();
      },
    })),
    ...found.correspondents.map((one): Command => ({
      id: `correspondent:${one.id}`,
      title: one.name,
      group: t.jumpCorrespondents,
      icon: Building2,
      run: () => {
        names.keep('correspondent', one.id, one.name);
        go(`/search?correspondent=${one.id}`)();
      },
    })),
    { id: 'everywhere', title: t.everywhere(typed), group: t.everywhereGroup, icon: Search, run: go(`/search#q=${encodeURIComponent(typed)}`) },
  ];
}
