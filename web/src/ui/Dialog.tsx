import { X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { kit } from '@/i18n/ru/kit';
import { KeyLayer, useCover } from '@/lib/useKeys';
import { Button, IconButton, type ButtonKind } from './Button';
import { classes } from './classes';
import { ErrorBox } from './Notice';

export interface DialogProps {
  title: string;
  open: boolean;
  onClose: () => void;
  children?: ReactNode;
  /** Buttons at the bottom, the main one first. */
  footer?: ReactNode;
  wide?: boolean;
  /** Only the buttons close it: for signing. */
  firm?: boolean;
  alert?: boolean;
}

/** A question over the page. For work on a part of the page take Drawer. */
export function Dialog({ title, open, onClose, children, footer, wide, firm = false, alert }: DialogProps) {
  return (
    <Overlay open={open} onClose={onClose} firm={firm} className={classes('dialog', wide && 'wide-dialog')}>
      <AriaDialog className="dialog-inner" role={alert ? 'alertdialog' : 'dialog'}>
        <header className="dialog-head">
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {!firm && <IconButton icon={X} label={kit.close} onPress={onClose} />}
        </header>
        {children && <div className="dialog-body">{children}</div>}
        {footer && <footer className="dialog-foot">{footer}</footer>}
      </AriaDialog>
    </Overlay>
  );
}

/** From the right edge: a form or a detail beside the list it belongs to. */
export function Drawer({ title, open, onClose, children, footer, wide }: Omit<DialogProps, 'firm' | 'alert'>) {
  return (
    <Overlay open={open} onClose={onClose} className={classes('drawer', wide && 'wide-drawer')}>
      <AriaDialog className="dialog-inner">
        <header className="dialog-head">
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          <IconButton icon={X} label={kit.close} onPress={onClose} />
        </header>
        <div className="dialog-body scroll">{children}</div>
        {footer && <footer className="dialog-foot">{footer}</footer>}
      </AriaDialog>
    </Overlay>
  );
}

interface OverlayProps {
  open: boolean;
  onClose: () => void;
  firm?: boolean;
  className: string;
  children: ReactNode;
}

export function Overlay({ open, onClose, firm = false, className, children }: OverlayProps) {
  return (
    <ModalOverlay
      className="veil"
      isOpen={open}
      isDismissable={!firm}
      isKeyboardDismissDisabled={firm}
      onOpenChange={(now) => {
        if (!now) onClose();
      }}
    >
      <Modal className={className}>
        <Layer>{children}</Layer>
      </Modal>
    </ModalOverlay>
  );
}

/** Shortcuts inside are those of this layer; the page's own sleep. */
function Layer({ children }: { children: ReactNode }) {
  const [layer] = useState(() => Symbol('dialog'));
  useCover(layer);
  return <KeyLayer value={layer}>{children}</KeyLayer>;
}

interface ConfirmProps {
  open: boolean;
  onClose: () => void;
  /** Names the object: «Отказать в подписании письма № 07-15/4821?» */
  title: string;
  children?: ReactNode;
  /** The verb itself, not «Да»: «Отказать». */
  action: string;
  kind?: ButtonKind;
  run: () => Promise<unknown>;
}

/** For what cannot be taken back: signing, refusing, destroying. The rest is done at once with undo in a toast. */
export function Confirm({ open, onClose, title, children, action, kind = 'filled', run }: ConfirmProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const close = () => {
    setError(undefined);
    onClose();
  };
  const act = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await run();
      onClose();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={title}
      open={open}
      onClose={close}
      alert
      footer={
        <>
          <Button kind={kind} busy={busy} onPress={act} keys="Ctrl+Enter">
            {action}
          </Button>
          <Button onPress={close} disabled={busy}>
            {kit.cancel}
          </Button>
        </>
      }
    >
      {children}
      {error !== undefined && <ErrorBox error={error} />}
    </Dialog>
  );
}
