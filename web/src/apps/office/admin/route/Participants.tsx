import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { routes as t } from '@/i18n/ru/adminRecords';
import { IconButton } from '@/ui/Button';
import { Combo } from '@/ui/Combo';
import type { LoadOptions } from '@/ui/useOptions';
import type { Participant } from '../queries';
import { keyOf, participantOf, titleOf } from './participants';
import { movedBy } from './stages';

interface ParticipantsProps {
  value: readonly Participant[];
  /** They are asked one after another: the order is shown and can be changed. */
  ordered: boolean;
  load: LoadOptions<string>;
  error?: string | undefined;
  onChange: (value: Participant[]) => void;
}

/** Who agrees in a stage: added by typing a name, a post, a unit or a role. */
export function Participants({ value, ordered, load, error, onChange }: ParticipantsProps) {
  const add = (who: Participant) => {
    if (!value.some((one) => keyOf(one) === keyOf(who))) onChange([...value, who]);
  };
  return (
    <div className="stack">
      {value.length === 0 ? (
        <p className="muted small">{t.nobody}</p>
      ) : (
        <ul className="plain-list" aria-label={t.people}>
          {value.map((who, index) => {
            const title = titleOf(who);
            return (
              <li key={keyOf(who)}>
                {ordered && <span className="muted number">{index + 1}</span>}
                <span className="grow">
                  {title} <span className="muted small">{t.kinds[who.kind]}</span>
                </span>
                {ordered && (
                  <>
                    <IconButton small icon={ArrowUp} label={t.personUp(title)} disabled={index === 0} onPress={() => onChange(movedBy(value, index, -1))} />
                    <IconButton
                      small
                      icon={ArrowDown}
                      label={t.personDown(title)}
                      disabled={index === value.length - 1}
                      onPress={() => onChange(movedBy(value, index, 1))}
                    />
                  </>
                )}
                <IconButton small icon={X} label={t.personRemove(title)} onPress={() => onChange(value.filter((one) => one !== who))} />
              </li>
            );
          })}
        </ul>
      )}
      <Combo label={t.addPerson} hint={t.addPersonHint} load={load} value={null} onChange={(option) => option && add(participantOf(option))} error={error} />
    </div>
  );
}
