import { useState } from 'react';
import { changePassword } from '@/api/session';
import { fieldTexts } from '@/i18n/errorText';
import { signInWords as t } from '@/i18n/ru/shell';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { ErrorBox } from '@/ui/Notice';
import { useSending } from './useSending';

/** A new own password. */
export function PasswordForm({ onDone }: { onDone: () => void }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const { tried, busy, error, submit } = useSending(
    () => current !== '' && next !== '',
    () => changePassword(current, next),
    () => {
      setCurrent('');
      setNext('');
      onDone();
    },
  );
  const texts = fieldTexts(error);
  return (
    <form className="stack" onSubmit={submit} noValidate>
      {error !== undefined && <ErrorBox error={error} />}
      <Field
        label={t.currentPassword}
        type="password"
        value={current}
        onChange={setCurrent}
        autoComplete="current-password"
        error={texts.current ?? (tried && !busy && current === '' && next !== '' ? t.needPassword : undefined)}
      />
      <Field
        label={t.newPassword}
        type="password"
        value={next}
        onChange={setNext}
        autoComplete="new-password"
        hint={t.newPasswordHint}
        error={texts.password}
      />
      <div>
        <Button kind="filled" type="submit" busy={busy}>
          {t.changePassword}
        </Button>
      </div>
    </form>
  );
}
