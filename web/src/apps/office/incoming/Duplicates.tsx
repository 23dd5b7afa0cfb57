import { queryOptions, useQuery } from '@tanstack/react-query';
import { CopyCheck } from 'lucide-react';
import { api, take } from '@/api/client';
import type { components } from '@/api/schema';
import { cardWords } from '@/i18n/ru/cards';
import { duplicateWords as t } from '@/i18n/ru/documents';
import { dayNumbers } from '@/lib/dates';
import { Button } from '@/ui/Button';
import { Banner } from '@/ui/Notice';
import type { Fields } from '../card/form';
import type { Card, Desk } from '../card/parts';
import { useSettled } from '../card/useSettled';
import { lazy, Suspense } from 'react';

const CompareDialog = lazy(() => import('./CompareDialog'));

type Duplicate = components['schemas']['DocumentsDuplicate'];

const duplicatesQuery = (id: number, correspondent: number, number: string, date: string) =>
  queryOptions({
    queryKey: ['card', id, 'duplicates', correspondent, number, date],
    queryFn: ({ signal }) =>
      take(
        api.GET('/api/documents/{id}/duplicates', {
          params: { path: { id }, query: { correspondent_id: correspondent, sender_number: number, ...(date === '' ? {} : { sender_date: date }) } },
          signal,
        }),
      ),
  });

/** The same letter may have come before: by another way, or twice. Asked while the clerk fills the card. */
export function Duplicates({ card, desk, fields }: { card: Card; desk: Desk; fields: Fields }) {
  const number = useSettled(fields.senderNumber.trim());
  const { data } = useQuery(duplicatesQuery(card.id, fields.correspondent?.id ?? 0, number, fields.senderDate));
  const found = unique(data?.items ?? []);
  if (found.length === 0) return null;
  const compare = (other: Duplicate) =>
    desk.show(
      <Suspense>
        <CompareDialog card={card} desk={desk} otherId={other.id} />
      </Suspense>,
    );
  return (
    <div className="whole">
      <Banner tone="warn" icon={CopyCheck}>
        <p className="strong">{t.title(found.length)}</p>
        <ul className="duplicates">
          {found.map((other) => (
            <li key={other.id} className="row row-wrap">
              <span className="grow">
                {other.number === '' ? t.noNumber : cardWords.number(other.number, dayNumbers(other.registered_on))}
                {': '}
                {t[other.same]}
              </span>
              <Button small onPress={() => compare(other)}>
                {t.open}
              </Button>
            </li>
          ))}
        </ul>
      </Banner>
    </div>
  );
}

/** A card equal in both ways stands once, by its requisites. */
function unique(list: readonly Duplicate[]): readonly Duplicate[] {
  return list.filter((one, index) => list.findIndex((other) => other.id === one.id) === index);
}
