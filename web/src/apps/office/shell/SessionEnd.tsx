import { useEffect, useState } from 'react';
import { api, take } from '@/api/client';
import type { Me } from '@/api/me';
import { session } from '@/api/session';
import { signInWords as t } from '@/i18n/ru/shell';
import { timeOf } from '@/lib/dates';
import { Button } from '@/ui/Button';
import { Banner } from '@/ui/Notice';

const warnBefore = 3 * 60_000;

interface End {
  at: number;
  /** Work puts it off; otherwise the longest time of a session is over. */
  extendable: boolean;
}

function endOf(me: Me): End {
  const idle = session.usedAt() + me.idle_seconds * 1000;
  const last = Date.parse(me.session_ends_at);
  return idle < last ? { at: idle, extendable: true } : { at: last, extendable: false };
}

/** Warns before the session ends (WCAG 2.2.1) and lets the person go on. */
export function SessionEnd({ me }: { me: Me }) {
  const [end, setEnd] = useState<End>();
  useEffect(() => {
    const look = () => {
      const next = endOf(me);
      setEnd(next.at - Date.now() < warnBefore && next.at > Date.now() ? next : undefined);
    };
    const timer = setInterval(look, 20_000);
    return () => clearInterval(timer);
  }, [me]);
  if (end === undefined) return null;
  const goOn = async () => {
    await take(api.GET('/api/me'));
    setEnd(undefined);
  };
  const time = timeOf(new Date(end.at));
  return (
    <Banner
      tone="warn"
      action={
        end.extendable && (
          <Button small onPress={() => void goOn()}>
            {t.goOn}
          </Button>
        )
      }
    >
      {end.extendable ? t.endsSoon(time) : t.endsForGood(time)}
    </Banner>
  );
}
