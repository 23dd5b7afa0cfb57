import { useState } from 'react';
import { signIn } from '@/api/session';
import { signInWords as t } from '@/i18n/ru/shell';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { ErrorBox } from '@/ui/Notice';
import { useSending } from './useSending';

/** Name and password; only the server knows whether they fit. */
export function SignInForm({ onDone }: { onDone: () => void }) {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const { tried, busy, error, submit } = useSending(
    () => login.trim() !== '' && password !== '',
    () => signIn(login.trim(), password),
    onDone,
  );
  return (
    <form className="stack" onSubmit={submit} noValidate>
      {error !== undefined && <ErrorBox error={error} />}
      <Field
        label={t.login}
        name="login"
        value={login}
        onChange={setLogin}
        autoComplete="username"
        autoFocus
        error={tried && login.trim() === '' ? t.needLogin : undefined}
      />
      <Field
        label={t.password}
        name="password"
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        error={tried && password === '' ? t.needPassword : undefined}
      />
      <Button kind="filled" type="submit" busy={busy} wide>
        {t.submit}
      </Button>
    </form>
  );
}
