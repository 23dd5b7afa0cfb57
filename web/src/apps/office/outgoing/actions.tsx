import { lazy, Suspense, type ReactNode } from 'react';
import { api } from '@/api/client';
import { actWords as t, approvalStartWords } from '@/i18n/ru/cards';
import { deliveryWords } from '@/i18n/ru/dispatch';
import { arrives } from '../card/flow';
import type { CardAction } from '../card/parts';
import { registerAndSay } from '../card/register';
import { describeIfChanged } from '../card/save';

const VersionDialog = lazy(() => import('./VersionDialog'));

const dialog = (content: ReactNode) => <Suspense>{content}</Suspense>;

export const addVersion: CardAction = {
  key: 'add_version',
  label: t.add_version,
  shortcut: 'Shift+V',
  primary: true,
  run: (card, desk) => desk.show(dialog(<VersionDialog card={card} desk={desk} />)),
};

export const sendToSignature: CardAction = {
  key: 'send_to_signature',
  label: t.send_to_signature,
  shortcut: 'Shift+S',
  primary: true,
  run: async (card, desk) => {
    await describeIfChanged(card);
    await api.POST('/api/documents/{id}/send-to-signature', { params: { path: { id: card.id } } });
    desk.done(approvalStartWords.signDone, { next: true });
  },
};

export const registerCreated: CardAction = {
  key: 'register',
  label: t.register,
  shortcut: 'Ctrl+Enter',
  primary: true,
  shown: (card) => !arrives(card.flow),
  run: registerAndSay,
};

export const send: CardAction = {
  key: 'send',
  label: t.send,
  shortcut: 'Ctrl+Enter',
  primary: true,
  run: async (card, desk) => {
    await api.POST('/api/documents/{id}/send', { params: { path: { id: card.id } } });
    desk.done(deliveryWords.sent);
  },
};

/** An answer begins from the letter that is answered: addressee, reference and text of the template are there. */
export const reply: CardAction = {
  key: 'reply',
  label: t.reply,
  shortcut: 'Shift+R',
  primary: true,
  run: async (card, desk) => {
    const { data } = await api.POST('/api/documents/{id}/reply', { params: { path: { id: card.id } } });
    desk.done(t.replied);
    if (data) desk.openCard(data.id);
  },
};
