import { useState, type FormEvent } from 'react';
import { signIn } from '@/api/session';
import { signInWords as t } from '@/i18n/ru/shell';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { ErrorBox } from '@/ui/Notice';

interface SignInFormProps {
  /** Whose session is renewed; then the name cannot be changed. */
  login?: string;
  onDone: () => void;
}

/** Name and password. What was typed stays after a refusal; only the server knows whether it fits. */
export function SignInForm({ login: known, onDone }: SignInFormProps) {
  const [login, setLogin] = useState(known ?? '');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (login.trim() === '' || password === '' || busy) return;
    setBusy(true);
    setError(undefined);
    try {
      await signIn({ login: login.trim(), password });
      onDone();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      {error !== undefined && <ErrorBox error={error} />}
      <Field
        label={t.login}
        name="login"
        value={login}
        onChange={setLogin}
        autoComplete="username"
        readOnly={known !== undefined}
        autoFocus={known === undefined}
        error={tried && login.trim() === '' ? t.needLogin : undefined}
      />
      <Field
        label={t.password}
        name="password"
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        autoFocus={known !== undefined}
        error={tried && password === '' ? t.needPassword : undefined}
      />
      <Button kind="filled" type="submit" busy={busy} wide>
        {t.submit}
      </Button>
    </form>
  );
}
