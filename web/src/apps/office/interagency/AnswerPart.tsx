import { interagencyWords as t, verdicts } from '@/i18n/ru/interagency';
import { Link } from '@/ui/Button';
import { cardHref } from '../card/parts';
import { Facts, Files } from './parts';
import type { RequestCard } from './queries';

/** What another body has answered, with the verdicts on its signatures. */
export function AnswerPart({ answer, id }: { answer: RequestCard['answers'][number]; id: number }) {
  return (
    <>
      {answer.words !== '' && <p>{answer.words}</p>}
      <Facts facts={answer.facts} />
      {answer.document_id !== null && <Link href={cardHref(answer.document_id)}>{t.card}</Link>}
      {answer.verdict !== '' && (
        <p className="muted small">
          {t.signature}: {verdicts[answer.verdict] ?? answer.verdict}. {answer.sender}
          {answer.personal !== '' && ` ${t.personal}: ${verdicts[answer.personal] ?? answer.personal}.`}
        </p>
      )}
      <Files files={answer.files} of="requests" id={id} />
    </>
  );
}
