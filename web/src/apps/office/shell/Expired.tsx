import { useEffect, useRef, useState } from 'react';
import type { Me } from '@/api/me';
import { session } from '@/api/session';
import { signInWords as t } from '@/i18n/ru/shell';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { SignInForm } from '../signin/SignInForm';

/** Over the page when the session has ended: sign in again and go on where you were. */
export function Expired({ me, onLeave }: { me: Me; onLeave: () => void }) {
  const [open, setOpen] = useState(false);
  const answer = useRef<(renewed: boolean) => void>(undefined);
  useEffect(() => {
    session.onExpired(
      () =>
        new Promise((resolve) => {
          answer.current = resolve;
          setOpen(true);
        }),
    );
    return () => session.onExpired(undefined);
  }, []);
  const finish = (renewed: boolean) => {
    setOpen(false);
    answer.current?.(renewed);
  };
  return (
    <Dialog title={t.expiredTitle} open={open} onClose={() => finish(false)} firm>
      <div className="stack">
        <p>{t.expired}</p>
        <SignInForm login={me.login} onDone={() => finish(true)} />
        <Button
          kind="quiet"
          onPress={() => {
            finish(false);
            onLeave();
          }}
        >
          {t.other}
        </Button>
      </div>
    </Dialog>
  );
}
