import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';
import { Badge } from './Tag';

export interface TabItem<Id extends string> {
  id: Id;
  title: string;
  count?: number | undefined;
  content: ReactNode;
}

interface TabsProps<Id extends string> {
  label: string;
  tabs: readonly TabItem<Id>[];
  selected: Id;
  onSelect: (id: Id) => void;
}

/** On a phone the row of tabs is longer than the screen: the chosen one is brought into sight. The page itself stays where it is. */
const intoSight = (tab: HTMLElement | null) => {
  const row = tab?.closest('[role=tablist]');
  if (!tab || !row) return;
  const [own, seen] = [tab.getBoundingClientRect(), row.getBoundingClientRect()];
  row.scrollLeft += Math.max(own.right - seen.right, 0) - Math.max(seen.left - own.left, 0);
};

/** Parts of a card. The chosen tab lives in the URL of the page. */
export function Tabs<Id extends string>({ label, tabs, selected, onSelect }: TabsProps<Id>) {
  return (
    <AriaTabs
      className="tabs"
      selectedKey={selected}
      onSelectionChange={(key) => {
        const chosen = tabs.find((tab) => tab.id === key);
        if (chosen) onSelect(chosen.id);
      }}
    >
      <TabList className="tab-list" aria-label={label}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className="tab" {...(tab.id === selected && { ref: intoSight })}>
            {tab.title}
            {tab.count !== undefined && tab.count > 0 && <Badge count={tab.count} />}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="tab-panel">
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
