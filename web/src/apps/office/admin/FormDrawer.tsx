import { useState, type ReactNode } from 'react';
import { fieldTexts } from '@/i18n/errorText';
import { admin as t } from '@/i18n/ru/admin';
import { kit } from '@/i18n/ru/kit';
import type { Draft } from '@/lib/useDraft';
import { Button, type ButtonKind } from '@/ui/Button';
import { Drawer } from '@/ui/Dialog';
import { Banner, ErrorBox } from '@/ui/Notice';
import { toast } from '@/ui/Toast';

export type Texts = Readonly<Record<string, string>>;

interface FormDrawerProps<Saved> {
  title: string;
  onClose: () => void;
  /** Sends the form; a refusal is shown above it and at its fields. */
  save: () => Promise<Saved>;
  /** Told in a toast; null where who opened the form tells it. */
  done?: string | null;
  action?: string;
  kind?: ButtonKind;
  /** What is typed is kept until it is saved or the drawer is closed. */
  draft?: Pick<Draft<object>, 'clear' | 'restored'>;
  /** Called after success; the drawer closes when absent. */
  onDone?: (saved: Saved) => void;
  /** Fields are not complete: why the button sleeps. */
  incomplete?: boolean;
  wide?: boolean;
  children: (texts: Texts) => ReactNode;
}

/** A form in a drawer beside the list to which it belongs. */
export function FormDrawer<Saved>(props: FormDrawerProps<Saved>) {
  const { title, onClose, save, done = t.saved, action = kit.save, kind = 'filled', draft, onDone, incomplete = false, wide = false, children } = props;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const close = () => {
    draft?.clear();
    onClose();
  };
  const send = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const saved = await save();
      draft?.clear();
      if (done !== null) toast.done(done);
      (onDone ?? onClose)(saved);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Drawer
      title={title}
      open
      onClose={close}
      wide={wide}
      footer={
        <>
          <Button kind={kind} busy={busy} disabled={incomplete} onPress={() => void send()} keys="Ctrl+Enter">
            {action}
          </Button>
          <Button onPress={close} disabled={busy}>
            {kit.cancel}
          </Button>
        </>
      }
    >
      {error !== undefined && <ErrorBox error={error} />}
      {draft?.restored && error === undefined && <Banner>{t.restored}</Banner>}
      {children(fieldTexts(error))}
    </Drawer>
  );
}
