import { useState } from 'react';
import { stepUp } from '@/api/session';
import { signInWords as t } from '@/i18n/ru/shell';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { ErrorBox } from '@/ui/Notice';
import { useSending } from './useSending';

/** The own password once more, before signing and other weighty acts. */
export function StepUpForm({ onDone }: { onDone: () => void }) {
  const [password, setPassword] = useState('');
  const { tried, busy, error, submit } = useSending(
    () => password !== '',
    () => stepUp(password),
    onDone,
  );
  return (
    <form className="stack" onSubmit={submit} noValidate>
      {error !== undefined && <ErrorBox error={error} />}
      <Field
        label={t.password}
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        autoFocus
        error={tried && password === '' ? t.needPassword : undefined}
      />
      <Button kind="filled" type="submit" busy={busy} wide>
        {t.confirm}
      </Button>
    </form>
  );
}
