import { lazy, Suspense } from 'react';
import { actWords as t } from '@/i18n/ru/cards';
import type { End } from './EndDialog';
import type { CardAction } from './parts';

const EndDialog = lazy(() => import('./EndDialog'));
const RestrictDialog = lazy(() => import('./RestrictDialog'));
const FileAwayDialog = lazy(() => import('./FileAwayDialog'));

const end = (key: End, label: string, rest: Partial<CardAction> = {}): CardAction => ({
  key,
  label,
  danger: true,
  ...rest,
  run: (card, desk) =>
    desk.show(
      <Suspense>
        <EndDialog card={card} desk={desk} how={key} action={label} />
      </Suspense>,
    ),
});

/** Buttons of every flow. */
export const fileAway: CardAction = {
  key: 'file_away',
  label: t.file_away,
  primary: true,
  shortcut: 'Shift+D',
  run: (card, desk) =>
    desk.show(
      <Suspense>
        <FileAwayDialog card={card} desk={desk} />
      </Suspense>,
    ),
};

export const restrict: CardAction = {
  key: 'restrict',
  label: t.restrict,
  run: (card, desk) =>
    desk.show(
      <Suspense>
        <RestrictDialog card={card} desk={desk} />
      </Suspense>,
    ),
};

export const returnToSender = end('return_to_sender', t.return_to_sender);
export const decline = end('decline', t.decline, { primary: true });
export const annul = end('annul', t.annul);
export const withdraw = end('withdraw', t.withdraw);
