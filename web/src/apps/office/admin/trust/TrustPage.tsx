import { trust as t } from '@/i18n/ru/adminTrust';
import { Tabs } from '@/ui/Tabs';
import { Part } from '../Part';
import { useAdminSearch } from '../useOpen';
import { CertificatesTab } from './CertificatesTab';
import { HostsTab } from './HostsTab';
import { ListsTab } from './ListsTab';
import { TslTab } from './TslTab';
import './trust.css';

const ids = ['certificates', 'tsl', 'lists', 'hosts'] as const;
type TabId = (typeof ids)[number];

/** Whom the installation believes: certificates, the ministry's list, lists of revocation, hosts that may be asked. */
export function TrustPage() {
  const { search, change } = useAdminSearch();
  const selected: TabId = ids.find((id) => id === search.tab) ?? 'certificates';
  const tab = (id: TabId, content: React.ReactNode) => ({ id, title: t.tabs[id], content });
  return (
    <Part title={t.title} lead={t.lead} scroll>
      <Tabs
        label={t.sections}
        selected={selected}
        onSelect={(id) => change({ tab: id === 'certificates' ? undefined : id, open: undefined })}
        tabs={[
          tab('certificates', <CertificatesTab />),
          tab('tsl', <TslTab />),
          tab('lists', <ListsTab />),
          tab('hosts', <HostsTab />),
        ]}
      />
    </Part>
  );
}
