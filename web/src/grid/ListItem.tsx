import { Paperclip } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '@/ui/classes';
import { Avatar } from '@/ui/Avatar';

interface ListItemProps {
  /** From whom or whose: the correspondent. */
  title: string;
  /** Right end of the first line: <When due>. */
  when?: ReactNode;
  /** What it is about; one line, or two with `lines={2}`. */
  subject: string;
  lines?: 1 | 2;
  /** «Вх-12847» or «без номера». */
  number?: string;
  /** At most three <Tag>. */
  tags?: ReactNode;
  /** How many attachments. */
  files?: number;
  /** Who has it now. */
  person?: string | undefined;
  unread?: boolean;
}

/** A row of the two-line list: who and when, about what, number and state. */
export function ListItem({ title, when, subject, lines = 1, number, tags, files = 0, person, unread = true }: ListItemProps) {
  return (
    <div className={classes('item', !unread && 'read')}>
      <div className="item-line">
        <span className="item-title clip" title={title}>
          {title}
        </span>
        {when}
      </div>
      <div className={lines === 1 ? 'clip' : 'item-two'} title={subject}>
        {subject}
      </div>
      <div className="item-line item-foot">
        {number && <span className="muted item-number">{number}</span>}
        <span className="item-tags">{tags}</span>
        {files > 0 && (
          <span className="item-files muted">
            <Paperclip size="1em" aria-hidden />
            {files}
          </span>
        )}
        {person && <Avatar name={person} small label />}
      </div>
    </div>
  );
}
