import { approvalWords as words, modeWords, startWords as t } from '@/i18n/ru/approval';
import type { Stage } from './visas';
import './approval.css';

type Participant = Stage['participants'][number];

const nameOf = ({ kind, name }: Participant) => (kind === 'author_head' ? t.authorHead : kind === 'role' ? (name ?? t.role) : (name ?? t.gone));

/** Stages of a route before it begins: names, order, people, term. */
export function StageList({ stages }: { stages: readonly Stage[] }) {
  return (
    <ol className="stage-list">
      {stages.map((stage, index) => (
        <li key={`${index}-${stage.name}`}>
          <div className="row row-wrap">
            <span className="strong">{words.stage(index + 1, stage.name)}</span>
            <span className="muted small">{stageNotes(stage)}</span>
          </div>
          <div className="muted">{stage.participants.map(nameOf).join(', ')}</div>
        </li>
      ))}
    </ol>
  );
}

/** «параллельно · 2 рабочих дня · достаточно одного». */
export function stageNotes({ mode, participants, term, rule, quorum = 1, required }: Stage): string {
  return [
    participants.length > 1 && modeWords[mode].toLocaleLowerCase('ru'),
    term.amount > 0 && words.term(term.amount, term.unit ?? 'day'),
    rule === 'any' && words.rules.any,
    rule === 'quorum' && words.rules.quorum(quorum),
    !required && words.optional,
  ]
    .filter(Boolean)
    .join(' · ');
}
