import { formBuilder as t } from '@/i18n/ru/formBuilder';
import { TextArea } from '@/ui/Field';
import { Banner } from '@/ui/Notice';
import type { Mistake } from './Properties';

interface Props {
  text: string;
  onChange: (text: string) => void;
  mistakes: readonly Mistake[];
  titleOf: (mistake: Mistake) => string;
  readable: boolean;
  disabled: boolean;
}

/** The file itself: for what the builder has no fields. */
export function TextView({ text, onChange, mistakes, titleOf, readable, disabled }: Props) {
  return (
    <div className="stack form-text">
      {!readable && <Banner tone="warn">{t.unreadable}</Banner>}
      {mistakes.length > 0 && (
        <Banner tone="danger">
          <ul>
            {mistakes.map((one, n) => (
              <li key={n}>{[titleOf(one), one.text].filter(Boolean).join(': ')}</li>
            ))}
          </ul>
        </Banner>
      )}
      <TextArea label={t.textLabel} hint={t.textHint} value={text} onChange={onChange} rows={28} readOnly={disabled} />
    </div>
  );
}
