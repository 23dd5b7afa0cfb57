import { commandWords as words } from '@/i18n/ru/kit';
import { group } from '@/lib/group';
import { keyWords, type Shortcut } from '@/lib/keys';
import { useView } from '@/lib/useView';
import { Dialog } from './Dialog';
import { Banner } from './Notice';

interface ShortcutHelpProps {
  open: boolean;
  onClose: () => void;
  /** Taken before the dialog covers the page. */
  shortcuts: readonly Shortcut[];
}

/** The map of keys that work on this page. */
export function ShortcutHelp({ open, onClose, shortcuts }: ShortcutHelpProps) {
  const { singleKeys } = useView();
  const groups = group(shortcuts, (shortcut) => shortcut.group);
  return (
    <Dialog title={words.helpTitle} open={open} onClose={onClose} wide>
      {!singleKeys && <Banner tone="warn">{words.helpOff}</Banner>}
      <div className="key-map">
        {groups.map(([title, members]) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl className="key-list">
              {group(members, (one) => one.title).map(([what, ways]) => (
                <div key={what} className="key-line">
                  <dt>{what}</dt>
                  <dd>
                    {[...new Set(ways.map((way) => way.keys))].map((way) => (
                      <kbd key={way}>{keyWords(way)}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
