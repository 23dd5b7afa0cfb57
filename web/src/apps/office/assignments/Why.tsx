import { Button as AriaButton } from 'react-aria-components';
import { orderWords } from '@/i18n/ru/assignments';
import { cardWords } from '@/i18n/ru/cards';
import { Popover } from '@/ui/Popover';

/** A date in words with the way in which it was counted. */
export function Why({ title, why, basis }: { title?: string; why: string; basis?: string | undefined }) {
  return (
    <div className="row row-wrap small">
      {title && <span>{title}</span>}
      <Popover label={orderWords.why} trigger={<AriaButton className="text-button small">{orderWords.why}</AriaButton>}>
        <div className="stack card-why">
          <p>{why}</p>
          {basis && (
            <p className="muted small">
              {cardWords.basis}: {basis}
            </p>
          )}
        </div>
      </Popover>
    </div>
  );
}
