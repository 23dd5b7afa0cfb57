import { useQuery } from '@tanstack/react-query';
import { certificates as t } from '@/i18n/ru/certificates';
import { TextButton } from '@/ui/Button';
import { Banner } from '@/ui/Notice';
import { careQuery, type PersonCertificate } from './queries';

/** Whose certificates wait for the administrator or end soon; nothing while all is well. */
export function CareNotice({ onOpen }: { onOpen: (personId: number) => void }) {
  const { data } = useQuery(careQuery);
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  const waiting = items.filter(({ state }) => state === 'waiting').length;
  const people = new Map<number, PersonCertificate>(items.map((one) => [one.employee_id, one]));
  return (
    <Banner tone="warn">
      {t.care(waiting, items.length - waiting)}:{' '}
      {[...people.values()].map((one, at) => (
        <span key={one.employee_id}>
          {at > 0 && ', '}
          <TextButton onPress={() => onOpen(one.employee_id)}>{one.employee}</TextButton>
        </span>
      ))}
    </Banner>
  );
}
