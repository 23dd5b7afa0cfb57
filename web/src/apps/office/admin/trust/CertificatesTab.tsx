import { useInfiniteQuery } from '@tanstack/react-query';
import { BadgeCheck, Plus } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { trust as t } from '@/i18n/ru/adminTrust';
import { pagesOf } from '@/grid/pages';
import type { Column } from '@/grid/types';
import { ListItem } from '@/grid/ListItem';
import { dayNumbers } from '@/lib/dates';
import { Button } from '@/ui/Button';
import { Switch } from '@/ui/Choice';
import { SearchField } from '@/ui/Field';
import { Empty } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { AdminList } from '../AdminList';
import { useAdminSearch } from '../useOpen';
import { AddCertificates } from './AddCertificates';
import { CertificateDrawer } from './CertificateDrawer';
import { certificatesQuery, type Certificate } from './queries';

const keyOf = (one: Certificate) => one.id;
const ended = (one: Certificate) => new Date(one.not_after) < new Date();
const until = (one: Certificate) => (ended(one) ? <Tag tone="warn">{t.ended}</Tag> : dayNumbers(one.not_after));
const source = (one: Certificate) => (one.source === 'stand' ? <Tag tone="warn">{t.sources.stand}</Tag> : t.sources[one.source]);

const columns: readonly Column<Certificate>[] = [
  { id: 'subject', title: t.columns.subject, width: 'minmax(14rem, 3fr)', cell: (one) => <span className="strong" title={one.subject}>{one.subject}</span> },
  { id: 'role', title: t.columns.role, width: '10rem', cell: (one) => t.roles[one.role] },
  { id: 'source', title: t.columns.source, width: '9rem', cell: source },
  { id: 'until', title: t.columns.until, width: '8rem', cell: until },
];

const item = (one: Certificate) => (
  <ListItem
    title={one.subject}
    subject={`${t.roles[one.role]}, ${t.sources[one.source]}`}
    number={t.until(dayNumbers(one.not_after))}
    tags={ended(one) && <Tag tone="warn">{t.ended}</Tag>}
  />
);

/** The list itself: found by any word, added from a file, removed with a reason. */
export function CertificatesTab() {
  const { search, open, close } = useAdminSearch();
  const [typed, setTyped] = useState('');
  const [removed, setRemoved] = useState(false);
  const text = useDeferredValue(typed);
  const list = pagesOf(useInfiniteQuery(certificatesQuery(text, removed)));
  const opened = list.rows.find((one) => String(one.id) === search.open);
  return (
    <div className="stack trust-tab">
      <div className="trust-tools">
        <SearchField label={t.search} value={typed} onChange={setTyped} keys="/" />
        <Switch on={removed} onChange={setRemoved}>
          {t.removedOnly}
        </Switch>
        <Button kind="filled" icon={Plus} keys="C" onPress={() => open('new')}>
          {t.add}
        </Button>
      </div>
      <div className="trust-list">
        <AdminList
          label={t.list}
          {...list}
          keyOf={keyOf}
          columns={columns}
          item={item}
          onOpen={(one) => open(one.id)}
          empty={
            text !== '' ? (
              <Empty icon={BadgeCheck} title={t.nothing}>
                {t.nothingHint}
              </Empty>
            ) : (
              <Empty icon={BadgeCheck} title={removed ? t.emptyRemoved : t.empty}>
                {!removed && t.emptyHint}
              </Empty>
            )
          }
        />
      </div>
      {opened && <CertificateDrawer key={opened.id} certificate={opened} onClose={close} />}
      {search.open === 'new' && <AddCertificates onClose={close} />}
    </div>
  );
}
