import { useQuery } from '@tanstack/react-query';
import { appealWords } from '@/i18n/ru/appeals';
import { oversight as t } from '@/i18n/ru/oversight';
import { Drawer } from '@/ui/Dialog';
import { ErrorBox, Skeleton } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { When } from '@/ui/When';
import { rowQuery } from './queries';

/** An appeal of the register with its author. The server writes the reading down. */
export function RowDrawer({ id, onClose }: { id: number; onClose: () => void }) {
  const { data, error } = useQuery(rowQuery(id));
  return (
    <Drawer title={data ? (data.number ? `№ ${data.number}` : t.unregistered) : t.row} open onClose={onClose}>
      {error && <ErrorBox error={error} />}
      {!data && !error && <Skeleton shape="list" count={4} />}
      {data && (
        <div className="stack appeal">
          <p className="muted small">{t.journaled}</p>
          <p>
            {data.body}. {data.summary} <Tag tone="accent">{appealWords.status_[data.status]}</Tag>
          </p>
          <section aria-label={appealWords.clock}>
            <h2>{appealWords.clock}</h2>
            {data.clock.map((hand) => (
              <p key={hand.code} className={hand.current ? 'strong' : 'muted'}>
                {hand.title}: <When value={hand.date} />
              </p>
            ))}
          </section>
          <section aria-label={appealWords.authors}>
            <h2>{appealWords.authors}</h2>
            {data.authors.map((author, index) => (
              <p key={index}>{[author.name, author.address, author.email, author.phone].filter(Boolean).join(' · ')}</p>
            ))}
          </section>
          <section aria-label={appealWords.questions}>
            <h2>{appealWords.questions}</h2>
            {data.questions.map((question) => (
              <p key={question.no}>
                {question.no}. {question.text} – {appealWords.results[question.result as keyof typeof appealWords.results]}
              </p>
            ))}
          </section>
          {data.rating > 0 && (
            <p>
              {appealWords.rated(data.rating)}
              {data.rating_text && `: ${data.rating_text}`}
            </p>
          )}
          {data.answers.map((answer) => (
            <p key={answer.number}>{t.answer(answer.number, answer.registered_on)}</p>
          ))}
        </div>
      )}
    </Drawer>
  );
}
