/** @jsxImportSource preact */
// The form as an applicant walks through it, beside the builder: the same pages and the same checks as the wizard's, but
// nothing is kept and nothing leaves the screen.
import { render } from 'preact';
import { useState } from 'preact/hooks';
import { formBuilder as t } from '@/i18n/ru/formBuilder';
import type { Answers, FormFile } from './form';
import { Walk } from './Walk';
import './forms.css';

export type PreviewProps = {
  form: FormFile;
  title: string;
  today: string;
  /** the page that is open at first, and again whenever the turn changes */
  page: string;
  turn: number;
  answers: Answers;
  changed: (answers: Answers, page: string) => void;
};

const hex = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

function Preview({ form, title, today, page, turn, answers, changed }: PreviewProps) {
  const [sent, say] = useState('');
  const [sizes] = useState(() => new Map<string, number>());
  return (
    <Walk
      key={turn}
      form={form}
      title={title}
      start={answers}
      startPage={page}
      today={today}
      signer={t.trier}
      sizes={sizes}
      upload={(file) => Promise.resolve({ code: hex(), name: file.name, size: file.size })}
      forget={() => undefined}
      changed={(next, at) => {
        say('');
        changed(next, at);
      }}
      send={() => {
        say(t.tried);
        return Promise.resolve([]);
      }}
      before={<p>{t.tryNote}</p>}
      foot={
        <p role="status" class="w-hint">
          {sent}
        </p>
      }
    />
  );
}

/** Shows the form in an element, or shows it anew. */
export const showPreview = (place: HTMLElement, props: PreviewProps) => render(<Preview {...props} />, place);

export const endPreview = (place: HTMLElement) => render(null, place);
