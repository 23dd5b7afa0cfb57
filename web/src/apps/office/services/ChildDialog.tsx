import type { ReactNode } from 'react';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';

interface ChildDialogProps<Act extends string> {
  name: string;
  /** What is told, under its names; what is empty is left out. */
  facts: readonly (readonly [string, string])[];
  acts: readonly { id: Act; title: string; main?: boolean }[];
  onAct: (act: Act) => void;
  onClose: () => void;
  /** Links above the facts. */
  children?: ReactNode;
}

/** The application of a child in a register – of schools, of kindergartens: what is told, and what may be done with it. */
export function ChildDialog<Act extends string>({ name, facts, acts, onAct, onClose, children }: ChildDialogProps<Act>) {
  return (
    <Dialog
      title={name}
      open
      onClose={onClose}
      footer={
        <div className="row row-wrap">
          {acts.map(({ id, title, main = false }) => (
            <Button key={id} kind={main ? 'filled' : 'outline'} onPress={() => onAct(id)}>
              {title}
            </Button>
          ))}
        </div>
      }
    >
      {children && <p className="row row-wrap">{children}</p>}
      <dl className="facts-two">{facts.flatMap(([key, value]) => (value === '' ? [] : [<dt key={key}>{key}</dt>, <dd key={`${key}-value`}>{value}</dd>]))}</dl>
    </Dialog>
  );
}
