import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { pileWords as t } from '@/i18n/ru/piles';
import { Button } from '@/ui/Button';
import { Banner } from '@/ui/Notice';
import { pilesQuery, type Pile } from './piles';

const PileDialog = lazy(() => import('./PileDialog'));

/** What the person may sign at once, above the list of what waits for him. `waiting` is how much waits for his signature. */
export function Piles({ waiting }: { waiting: number }) {
  const { data: piles = [] } = useQuery({ ...pilesQuery, enabled: waiting > 1 });
  const [open, setOpen] = useState<Pile>();
  return (
    <>
      {waiting > 1 &&
        piles.map((pile) => (
          <Banner
            key={`${pile.kind_id}-${pile.basis_id}`}
            action={
              <Button onPress={() => setOpen(pile)}>
                {t.signAll}
              </Button>
            }
          >
            <p>{t.waiting(pile.kind, pile.count)}</p>
            {pile.basis !== '' && <p className="muted small">{pile.basis}</p>}
          </Banner>
        ))}
      <Suspense>{open && <PileDialog pile={open} onClose={() => setOpen(undefined)} />}</Suspense>
    </>
  );
}

/** Signs all that follow an act, for its signatory alone: others see nothing. */
export function SignAllAfter({ act }: { act: number }) {
  const { data: piles = [] } = useQuery(pilesQuery);
  const [open, setOpen] = useState<Pile>();
  const pile = piles.find(({ basis_id }) => basis_id === act);
  return (
    <>
      {pile && (
        <Button small onPress={() => setOpen(pile)}>
          {t.signAllOf(pile.count)}
        </Button>
      )}
      <Suspense>{open && <PileDialog pile={open} onClose={() => setOpen(undefined)} />}</Suspense>
    </>
  );
}
