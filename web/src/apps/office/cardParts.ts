import { appeal } from './appeals/tab';
import { exchange } from './exchange/tab';
import { actions as visas, approval } from './approval/parts';
import { acknowledgement, actions as orders, resolution } from './assignments/parts';
import { annul, decline, fileAway, restrict, returnToSender, withdraw } from './card/actions';
import type { CardAction, CardTab } from './card/parts';
import { course, files, history, links } from './card/tabs';
import { registerIncoming, registerToAddressee, sendToExecutive } from './incoming/actions';
import { incomingCard } from './incoming/tab';
import { addVersion, registerCreated, reply, send, sendToSignature } from './outgoing/actions';
import { outgoingCard, versions } from './outgoing/tab';
import { actions as signatures, signing } from './signing/parts';

// Each feature adds its lines here and nowhere else; the order is that of the screen.

export const tabs: readonly CardTab[] = [incomingCard, appeal, exchange, outgoingCard, versions, resolution, acknowledgement, approval, signing, course, links, files, history];

export const actions: readonly CardAction[] = [
  registerIncoming,
  registerToAddressee,
  sendToExecutive,
  registerCreated,
  send,
  ...signatures,
  ...visas,
  sendToSignature,
  addVersion,
  ...orders,
  fileAway,
  reply,
  returnToSender,
  decline,
  restrict,
  annul,
  withdraw,
];
