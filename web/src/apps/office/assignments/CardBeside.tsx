import { SplitPane } from '@/ui/SplitPane';
import { CardPane } from '../card/CardPane';
import { DocumentPane } from '../card/DocumentPane';

/** Which card lies beside a list, and how; it stands in the address. */
export interface Opened {
  card?: number | undefined;
  tab?: string | undefined;
  doc?: true | undefined;
}

interface CardBesideProps {
  id: number;
  opened: Opened;
  go: (change: Opened, replace?: boolean) => void;
  /** There is room for the document too. */
  beside: boolean;
  onBack?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
}

/** A card and its document beside a list of tasks or assignments. */
export function CardBeside({ id, opened, go, beside, onBack, onNext }: CardBesideProps) {
  const card = (
    <CardPane
      id={id}
      tab={opened.tab}
      onTab={(tab) => go({ tab }, true)}
      onCard={(next) => go({ card: next, tab: undefined, doc: undefined })}
      onNext={onNext}
      onBack={onBack}
      onDocument={beside ? undefined : () => go({ doc: true })}
    />
  );
  if (beside) {
    return (
      <SplitPane name="document" aside={<DocumentPane id={id} />} initial={25} least={16}>
        {card}
      </SplitPane>
    );
  }
  return opened.doc ? <DocumentPane id={id} onBack={() => go({ doc: undefined })} /> : card;
}
