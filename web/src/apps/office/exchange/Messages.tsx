import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { exchangeForms as t } from '@/i18n/ru/exchangeForms';
import { exchangeWords as words } from '@/i18n/ru/exchange';
import { DateField } from '@/ui/DateField';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { messagesQuery } from './queries';
import { Tag } from '@/ui/Tag';
import { Table } from './Table';

const today = () => new Date().toISOString().slice(0, 10);

/** Messages are counted apart from appeals: other terms, other grounds, and the share of authors who are content. */
export function Messages() {
  const [from, setFrom] = useState(`${today().slice(0, 4)}-01-01`);
  const [to, setTo] = useState(today());
  const { data, error } = useQuery({ ...messagesQuery(from, to), enabled: from !== '' && to !== '' });
  return (
    <div className="exchange">
      <p className="muted">{t.report.lead}</p>
      <div className="exchange-days">
        <DateField label={t.registeredFrom} value={from} onChange={setFrom} />
        <DateField label={t.registeredTo} value={to} onChange={setTo} />
      </div>
      {error !== null ? (
        <ErrorBox error={error} />
      ) : data === undefined ? (
        <Skeleton shape="table" count={3} />
      ) : data.items.length === 0 ? (
        <Empty title={words.nothing}>{t.report.none}</Empty>
      ) : (
        <Table
          label={t.messages}
          titles={[words.columns.body, t.report.content, t.report.received, t.report.open, t.report.overdue, t.report.inTime, t.report.late, t.report.prolonged, t.report.left]}
          figuresFrom={2}
          rows={data.items.map((one) => ({
            key: one.body_id,
            cells: [
              one.body,
              one.rated === 0 ? t.report.unrated : t.report.share(one.content, one.rated),
              one.received,
              one.open,
              one.overdue > 0 ? <Tag key="overdue" tone="danger">{String(one.overdue)}</Tag> : 0,
              one.in_time,
              one.late,
              one.prolonged,
              one.left,
            ],
          }))}
        />
      )}
    </div>
  );
}
