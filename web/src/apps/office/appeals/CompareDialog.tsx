import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/client';
import { appealWords as t } from '@/i18n/ru/appeals';
import { letterWords } from '@/i18n/ru/appealLetters';
import { ActDialog } from '@/ui/ActDialog';
import { TextButton } from '@/ui/Button';
import { ErrorBox, Skeleton } from '@/ui/Notice';
import { Radio } from '@/ui/Radio';
import { Select } from '@/ui/Select';
import type { LetterProps } from './answers';
import { besideQuery, type Beside, type Earlier } from './queries';
import { SideText } from './SideText';

const recurrences = (['repeated', 'multiple', 'duplicate'] as const).map((id) => ({ id, title: t.recurrences[id] }));

const verdicts = [
  { id: 'same', title: t.same },
  { id: 'other', title: t.notSame },
] as const;

/** Two appeals side by side; the clerk decides whether they are about the same. */
export function CompareDialog({ card, desk, earlier }: LetterProps & { earlier: Earlier }) {
  const [same, setSame] = useState(earlier.same ?? true);
  const [recurrence, setRecurrence] = useState<(typeof recurrences)[number]['id']>(earlier.answered ? 'repeated' : 'duplicate');
  const { data, error } = useQuery(besideQuery(card.id, earlier.document_id));
  const run = async () => {
    await api.POST('/api/appeals/{id}/compare', { params: { path: { id: card.id } }, body: { earlier_id: earlier.document_id, same, ...(same ? { recurrence } : {}) } });
    desk.done(t.decided);
  };
  return (
    <ActDialog title={t.compareTitle(earlier.number)} action={t.decide} wide onClose={desk.close} run={run}>
      <p>{t.compareLead}</p>
      {error ? <ErrorBox error={error} /> : data === undefined ? <Skeleton shape="list" count={3} /> : <Sides found={data} open={desk.openCard} />}
      <div className="appeal-pair">
        <Radio inline label={t.verdict} options={verdicts} value={same ? 'same' : 'other'} onChange={(verdict) => setSame(verdict === 'same')} />
        {same && <Select label={t.as} options={recurrences} value={recurrence} onChange={setRecurrence} />}
      </div>
    </ActDialog>
  );
}

function Sides({ found, open }: { found: Beside; open: (id: number) => void }) {
  const { now, earlier, answer } = found;
  return (
    <div className="appeal-sides">
      <SideText title={letterWords.now} day={now.registered_on} who={now.authors.join('; ')}>
        {marked(now.parts)}
      </SideText>
      <div className="stack">
        <SideText title={t.earlierText(earlier.number)} day={earlier.registered_on} who={earlier.authors.join('; ')}>
          {marked(earlier.parts)}
        </SideText>
        {answer && <TextButton onPress={() => open(answer.document_id)}>{t.earlierAnswer(answer.number)}</TextButton>}
      </div>
    </div>
  );
}

const marked = (parts: Beside['now']['parts']) => (parts.length === 0 ? undefined : parts.map((part, at) => (part.hit ? <mark key={at}>{part.text}</mark> : <span key={at}>{part.text}</span>)));
