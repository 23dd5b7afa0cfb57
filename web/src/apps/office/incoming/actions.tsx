import { lazy, Suspense } from 'react';
import { actWords as t } from '@/i18n/ru/cards';
import { arrives } from '../card/flow';
import { formOf } from '../card/form';
import type { CardAction } from '../card/parts';
import { registerAndSay, registerAndSend } from '../card/register';

const SendDialog = lazy(() => import('./SendDialog'));

const incoming: CardAction['shown'] = (card) => arrives(card.flow);

export const registerIncoming: CardAction = {
  key: 'register',
  label: t.register,
  shortcut: 'Ctrl+Enter',
  primary: true,
  shown: incoming,
  run: registerAndSay,
};

/** The addressee is known, so nobody has to be asked. */
export const registerToAddressee: CardAction = {
  key: 'register',
  label: t.registerAndSend,
  shortcut: 'Ctrl+Shift+Enter',
  shown: (card) => (arrives(card.flow) || card.flow === 'internal') && formOf(card).get().fields.addressee !== null,
  run: registerAndSend,
};

export const sendToExecutive: CardAction = {
  key: 'send_to_executive',
  label: t.send_to_executive,
  shortcut: 'Shift+E',
  primary: true,
  run: (card, desk) =>
    desk.show(
      <Suspense>
        <SendDialog card={card} desk={desk} />
      </Suspense>,
    ),
};
