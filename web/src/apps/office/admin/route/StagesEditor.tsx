import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { routes as t } from '@/i18n/ru/adminRecords';
import { Button } from '@/ui/Button';
import type { Texts } from '../FormDrawer';
import { structureQuery } from '../queries';
import { loadParticipants } from './participants';
import { StageCard } from './StageCard';
import { addedTo, movedBy, textsAt, type EditedStage } from './stages';
import './route.css';

interface StagesEditorProps {
  stages: readonly EditedStage[];
  onChange: (stages: EditedStage[]) => void;
  /** Errors by place: stages.1.quorum. */
  texts: Texts;
}

/** Stages top-down; Alt+↑ and Alt+↓ move the stage in which the focus is. */
export function StagesEditor({ stages, onChange, texts }: StagesEditorProps) {
  const { data: structure } = useQuery(structureQuery);
  const load = useMemo(() => loadParticipants(structure), [structure]);
  const said = useRef<HTMLParagraphElement>(null);
  const move = (index: number, by: -1 | 1) => {
    const next = movedBy(stages, index, by);
    if (next[index] === stages[index]) return;
    onChange(next);
    if (said.current) said.current.textContent = t.moved(index + by + 1);
  };
  return (
    <section className="drawer-part" aria-label={t.stages}>
      <h3>{t.stages}</h3>
      {texts.stages && <p className="field-error">{texts.stages}</p>}
      <ol className="stages">
        {stages.map((stage, index) => (
          <StageCard
            key={stage.key}
            stage={stage}
            place={index}
            last={index === stages.length - 1}
            alone={stages.length === 1}
            load={load}
            texts={textsAt(texts, index)}
            onChange={(part) => onChange(stages.map((one) => (one.key === stage.key ? { ...one, ...part } : one)))}
            onMove={(by) => move(index, by)}
            onRemove={() => onChange(stages.filter((one) => one.key !== stage.key))}
          />
        ))}
      </ol>
      <p ref={said} className="visually-hidden" role="status" />
      <div>
        <Button icon={Plus} onPress={() => onChange(addedTo(stages))}>
          {t.addStage}
        </Button>
      </div>
    </section>
  );
}
