import { CircleAlert, CircleCheck, X } from 'lucide-react';
import {
  Button as AriaButton,
  Text,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import { errorText } from '@/i18n/errorText';
import { kit } from '@/i18n/ru/kit';
import { useKey } from '@/lib/useKeys';

interface Message {
  text: string;
  tone: 'done' | 'danger';
  undo: (() => void) | undefined;
}

const queue = new ToastQueue<Message>({ maxVisibleToasts: 3 });
const undoTime = 8000;

export const toast = {
  /** Done; with `undo` the act can be taken back for eight seconds. */
  done(text: string, undo?: () => void) {
    queue.add({ text, tone: 'done', undo }, { timeout: undo ? undoTime : 5000 });
  },
  /** Refused; stays until closed. */
  failed(error: unknown) {
    queue.add({ text: errorText(error), tone: 'danger', undo: undefined });
  },
};

/** Stands once in the root of an application. */
export function Toasts() {
  return (
    <ToastRegion queue={queue} className="toasts" aria-label={kit.notifications}>
      {({ toast: shown }) => {
        const { text, tone, undo } = shown.content;
        const Icon = tone === 'done' ? CircleCheck : CircleAlert;
        return (
          <AriaToast toast={shown} className={`toast toast-${tone}`}>
            <Icon size="1.25em" aria-hidden />
            <ToastContent className="grow">
              <Text slot="title">{text}</Text>
            </ToastContent>
            {undo && (
              <Undo
                run={() => {
                  undo();
                  queue.close(shown.key);
                }}
              />
            )}
            <AriaButton slot="close" className="icon-button small-button" aria-label={kit.close}>
              <X size="1em" aria-hidden />
            </AriaButton>
          </AriaToast>
        );
      }}
    </ToastRegion>
  );
}

function Undo({ run }: { run: () => void }) {
  useKey('Ctrl+Z', kit.undo, run);
  return (
    <AriaButton className="button outline small-button" onPress={run} aria-keyshortcuts="Control+Z">
      {kit.undo}
    </AriaButton>
  );
}
