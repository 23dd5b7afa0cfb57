import { useEffect, useRef, useState } from 'react';
import { session, type Need } from '@/api/session';
import { meQuery, type Me } from '@/api/me';
import { queryClient } from '@/api/queryClient';
import { signInWords as t } from '@/i18n/ru/shell';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { kit } from '@/i18n/ru/kit';
import { SignInForm } from '../signin/SignInForm';
import { StepUpForm } from '../signin/StepUpForm';

/** Over the page when the session has ended, or when a weighty act needs the password: then the act goes on. */
export function Expired({ me, onLeave }: { me: Me; onLeave: () => void }) {
  const [need, setNeed] = useState<Need>();
  const answer = useRef<(met: boolean) => void>(undefined);
  useEffect(() => {
    session.onNeed(
      (asked) =>
        new Promise((resolve) => {
          answer.current = resolve;
          setNeed(asked);
        }),
    );
    return () => session.onNeed(undefined);
  }, []);
  const finish = (met: boolean) => {
    setNeed(undefined);
    answer.current?.(met);
  };
  const signedIn = async () => {
    const now = await queryClient.fetchQuery({ ...meQuery, staleTime: 0 });
    // Another person at the same computer: the page of the first one must not stay.
    if (now?.id !== me.id) location.assign('/');
    else finish(true);
  };
  return (
    <>
      <Dialog title={t.expiredTitle} open={need === 'sign-in'} onClose={() => finish(false)} firm>
        <div className="stack">
          <p>{t.expired}</p>
          <SignInForm onDone={() => void signedIn()} />
          <Button
            kind="quiet"
            onPress={() => {
              finish(false);
              onLeave();
            }}
          >
            {t.leave}
          </Button>
        </div>
      </Dialog>
      <Dialog title={t.stepUpTitle} open={need === 'step-up'} onClose={() => finish(false)}>
        <div className="stack">
          <p>{t.stepUp(me.name)}</p>
          <StepUpForm onDone={() => finish(true)} />
          <Button kind="quiet" onPress={() => finish(false)}>
            {kit.cancel}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
