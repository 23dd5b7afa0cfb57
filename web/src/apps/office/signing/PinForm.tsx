import { useState } from 'react';
import { deviceWords as t } from '@/i18n/ru/signingDevices';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import type { PinAsked } from './useMeans';

/** The PIN goes to the token only: it is neither kept nor sent. */
export function PinForm({ pin: { again, give, giveUp } }: { pin: PinAsked }) {
  const [text, setText] = useState('');
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (text !== '') give(text);
      }}
    >
      <Field label={t.pin} type="password" autoComplete="off" value={text} onChange={setText} error={again && t.pinAgain(again.left)} autoFocus />
      <div className="sign-buttons">
        <Button kind="filled" type="submit" disabled={text === ''}>
          {t.pinEnter}
        </Button>
        <Button onPress={giveUp}>{t.pinCancel}</Button>
      </div>
    </form>
  );
}
