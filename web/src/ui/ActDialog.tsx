import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { kit } from '@/i18n/ru/kit';
import { useAct } from '@/lib/useAct';
import { Button, type ButtonKind } from './Button';
import { Dialog } from './Dialog';
import { ErrorBox } from './Notice';

interface ActDialogProps {
  title: string;
  /** The verb itself: «Вернуть». */
  action: string;
  kind?: ButtonKind;
  onClose: () => void;
  /** False: something is missing, and its field says so. */
  ready?: () => boolean;
  run: () => Promise<unknown>;
  /** Told of a refusal, after it is shown. */
  refused?: (error: unknown) => void;
  alert?: boolean;
  wide?: boolean;
  children?: ReactNode;
}

/** A short form over the page: its fields, one act, a refusal above them. What was typed stays. */
export function ActDialog({ title, action, kind = 'filled', onClose, ready, run, refused, alert, wide, children }: ActDialogProps) {
  const { busy, error, run: act } = useAct(refused);
  const press = () => {
    if (ready === undefined || ready()) void act(run);
  };
  return (
    <Dialog
      title={title}
      open
      onClose={onClose}
      alert={alert}
      wide={wide}
      footer={
        <>
          <Button kind={kind} busy={busy} keys="Ctrl+Enter" onPress={press}>
            {action}
          </Button>
          <Button onPress={onClose} disabled={busy}>
            {kit.cancel}
          </Button>
        </>
      }
    >
      {error !== undefined && <ErrorBox error={error} />}
      {children}
    </Dialog>
  );
}

interface PhrasesProps {
  label: string;
  phrases: readonly string[];
  onChoose: (phrase: string) => void;
}

/** Ready phrases that fill a text field. */
export function Phrases({ label, phrases, onChoose }: PhrasesProps) {
  return (
    <div className="row row-wrap" role="group" aria-label={label}>
      {phrases.map((phrase) => (
        <AriaButton key={phrase} className="chip" onPress={() => onChoose(phrase)}>
          {phrase}
        </AriaButton>
      ))}
    </div>
  );
}
