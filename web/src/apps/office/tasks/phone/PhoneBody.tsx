import { ChevronRight, CircleCheck, CircleDashed, CircleDot, CircleX, Download, FileText, MessageSquare, type LucideIcon } from 'lucide-react';
import { Button as AriaButton, Link as AriaLink } from 'react-aria-components';
import { approvalWords, voteWords } from '@/i18n/ru/approval';
import { orderWords } from '@/i18n/ru/assignments';
import { phoneWords as t } from '@/i18n/ru/tasks';
import { bytes } from '@/lib/plural';
import { Banner } from '@/ui/Notice';
import { Difference } from '../../approval/Difference';
import { currentCycle, delayWords, stateOf, versionsOf, visaOf, type Visa } from '../../approval/visas';
import { AssignmentDetail } from '../../assignments/AssignmentDetail';
import { OrderLine } from '../../assignments/OrderLine';
import { assignmentOf, assignmentsOf, inMyName, type Resolution } from '../../assignments/orders';
import { fileUrl, shownFiles, type CardFile } from '../../card/document';
import type { Card, Desk } from '../../card/parts';
import { Visas } from './PhoneItem';
import '../../assignments/assignments.css';

interface PhoneBodyProps {
  card: Card;
  about: string | undefined;
  desk: Desk;
  onFile: (id: number) => void;
}

/** What one needs for the decision: the draft or the assignment, the files, the visas with their remarks. */
export function PhoneBody({ card, about, desk, onFile }: PhoneBodyProps) {
  const one = assignmentsOf(card).find(({ id }) => id === assignmentOf(about));
  const drafts = card.orders.resolutions.filter(({ state }) => state === 'draft');
  const { now, before } = versionsOf(card);
  return (
    <>
      {one && <AssignmentDetail card={card} one={one} desk={desk} bare />}
      {!one &&
        drafts.map((draft) => (
          <Ordered key={draft.id} resolution={draft} title={t.draft} words={orderWords.draftBy(draft.prepared.name)} />
        ))}
      {!one &&
        inMyName(card).map((entered) => (
          <Ordered key={entered.id} resolution={entered} title={orderWords.onPaper} words={orderWords.inYourName(entered.prepared.name)} />
        ))}
      <Files card={card} onFile={onFile} />
      {visaOf(card) && now !== undefined && before !== undefined && <Difference documentId={card.id} from={before} to={now} />}
      <Approval card={card} />
    </>
  );
}

/** A resolution whole: who prepared it, its word for the chief, its assignments. */
function Ordered({ resolution: { note, items }, title, words }: { resolution: Resolution; title: string; words: string }) {
  return (
    <section className="exec-part" aria-label={title}>
      <h2>{title}</h2>
      <p className="exec-from">{words}</p>
      {note && <Banner>{note}</Banner>}
      {items.map((item) => (
        <OrderLine key={item.id} one={item} chosen={false} />
      ))}
    </section>
  );
}

function Files({ card, onFile }: { card: Card; onFile: (id: number) => void }) {
  const files = shownFiles(card);
  if (files.length === 0) return null;
  return (
    <ul className="exec-files" aria-label={t.files}>
      {files.map((file) => (
        <li key={file.id}>{file.has_preview ? <Opened file={file} onFile={onFile} /> : <Fetched file={file} />}</li>
      ))}
    </ul>
  );
}

const FileFace = ({ file, icon: Icon }: { file: CardFile; icon: LucideIcon }) => (
  <>
    <FileText className="exec-file-icon" size="1.75rem" strokeWidth={1.5} aria-hidden />
    <span className="grow">
      <span className="exec-file-name">{file.name}</span>
      <span className="exec-from">{file.pages > 0 ? t.pages(file.pages) : bytes(file.size)}</span>
    </span>
    <Icon size="1.5rem" aria-hidden />
  </>
);

const Opened = ({ file, onFile }: { file: CardFile; onFile: (id: number) => void }) => (
  <AriaButton className="exec-file" onPress={() => onFile(file.id)}>
    <FileFace file={file} icon={ChevronRight} />
  </AriaButton>
);

const Fetched = ({ file }: { file: CardFile }) => (
  <AriaLink className="exec-file" href={fileUrl(file.id)} download={file.name} aria-label={t.download(file.name)}>
    <FileFace file={file} icon={Download} />
  </AriaLink>
);

/** Who agreed and with what remark; who has not yet. */
function Approval({ card }: { card: Card }) {
  const visas = currentCycle(card.approval.current)?.visas.filter((visa) => visa.state !== 'cancelled') ?? [];
  if (visas.length === 0) return null;
  return (
    <section className="exec-part" aria-label={t.approval}>
      <div className="row row-wrap">
        <h2>{t.approval}</h2>
        <Visas card={card} />
      </div>
      <ul className="exec-visas">
        {visas.map((visa) => (
          <VisaLine key={visa.id} visa={visa} />
        ))}
      </ul>
    </section>
  );
}

function markOf(visa: Visa): { icon: LucideIcon; tone: string } {
  if (visa.vote === 'agreed_with_remarks') return { icon: MessageSquare, tone: 'tone-warn' };
  switch (stateOf(visa)) {
    case 'done':
      return { icon: CircleCheck, tone: 'tone-done' };
    case 'failed':
      return { icon: CircleX, tone: 'tone-danger' };
    case 'now':
      return { icon: CircleDot, tone: '' };
    case 'waiting':
      return { icon: CircleDashed, tone: 'muted' };
  }
}

function VisaLine({ visa }: { visa: Visa }) {
  const { icon: Icon, tone } = markOf(visa);
  const delay = delayWords(visa);
  const words = visa.vote === '' ? (visa.state === 'voted' ? '' : approvalWords.visa[visa.state]) : voteWords[visa.vote];
  return (
    <li className="exec-visa">
      <Icon className={tone} size="1.5rem" strokeWidth={1.75} aria-hidden />
      <div className="grow">
        <div>
          <span className="exec-visa-name">{visa.voted_name || visa.name}</span> <span className="exec-from">{visa.voted_post || visa.post}</span>
        </div>
        <div className={visa.vote === 'agreed' ? 'visually-hidden' : 'exec-from'}>
          {words}
          {delay && <span className="tone-danger"> · {delay}</span>}
        </div>
        {visa.remarks && <div className="exec-remark">{`«${visa.remarks}»`}</div>}
      </div>
    </li>
  );
}
