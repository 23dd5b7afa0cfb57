import { useQuery } from '@tanstack/react-query';
import { actWords } from '@/i18n/ru/cards';
import { compareWords as t, fieldWords, listWords } from '@/i18n/ru/documents';
import { dayNumbers, momentWords } from '@/lib/dates';
import { Button, Link } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorBox, Skeleton } from '@/ui/Notice';
import { kit } from '@/i18n/ru/kit';
import { mainFile, previewUrl } from '../card/document';
import EndDialog from '../card/EndDialog';
import { formOf, type Fields } from '../card/form';
import type { Card, Desk } from '../card/parts';
import { cardQuery } from '../card/queries';

interface CompareDialogProps {
  card: Card;
  desk: Desk;
  otherId: number;
}

/** Two cards side by side: is it the same letter? */
export default function CompareDialog({ card, desk, otherId }: CompareDialogProps) {
  const { data: other, error, refetch } = useQuery(cardQuery(otherId));
  const number = other?.number === '' || other === undefined ? listWords.noNumber : other.number;
  const decline = () => desk.show(<EndDialog card={card} desk={desk} how="decline" action={actWords.decline} reason={t.duplicateOf(number)} />);
  return (
    <Dialog
      title={t.title}
      open
      wide
      onClose={desk.close}
      footer={
        <>
          {card.actions.includes('decline') && (
            <Button kind="danger" onPress={decline}>
              {t.same}
            </Button>
          )}
          <Button onPress={() => desk.openCard(otherId)}>{t.open}</Button>
          <Button kind="quiet" onPress={desk.close}>
            {kit.close}
          </Button>
        </>
      }
    >
      {other === undefined ? error === null ? <Skeleton shape="table" count={6} /> : <ErrorBox error={error} onRetry={() => void refetch()} /> : <Sides card={card} other={other} />}
    </Dialog>
  );
}

function Sides({ card, other }: { card: Card; other: Card }) {
  const { fields } = formOf(card).get();
  const rows: readonly [string, string, string][] = [
    [fieldWords.correspondent, fields.correspondent?.title ?? '', other.correspondent?.name ?? ''],
    [fieldWords.senderNumber, fields.senderNumber, other.sender_number],
    [fieldWords.senderDate, day(fields.senderDate), day(other.sender_date)],
    [fieldWords.senderSignatory, fields.senderSignatory, other.sender_signatory],
    [fieldWords.summary, fields.summary, other.summary],
    [t.received, moment(card), moment(other)],
    [t.number, numberOf(card), numberOf(other)],
    [fieldWords.sheets, fields.sheets, sheetsOf(other)],
  ];
  return (
    <table className="plain-table compare">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t.field}</span>
          </th>
          <th scope="col">{t.this}</th>
          <th scope="col">{t.other}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, mine, theirs]) => (
          <tr key={label} className={mine === theirs ? undefined : 'differs'}>
            <th scope="row">{label}</th>
            <td>{mine}</td>
            <td>{theirs}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t.file}</th>
          <td>
            <FileLink card={card} />
          </td>
          <td>
            <FileLink card={other} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function FileLink({ card }: { card: Card }) {
  const file = mainFile(card);
  if (file === undefined) return null;
  return file.has_preview ? (
    <Link href={previewUrl(file.id)} external>
      {file.name}
    </Link>
  ) : (
    file.name
  );
}

const day = (value: string) => (value === '' ? '' : dayNumbers(value));
const moment = (card: Card) => (card.received_at ? momentWords(card.received_at) : '');
const numberOf = (card: Card) => (card.number === '' ? listWords.noNumber : `№ ${card.number}`);
const sheetsOf = (card: Card): Fields['sheets'] => (card.sheets === 0 ? '' : String(card.sheets));
