import { Search, type LucideIcon } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Autocomplete, Dialog as AriaDialog, Header, Input, Keyboard, Menu, MenuItem, MenuSection, SearchField, Text } from 'react-aria-components';
import { commandWords as words, kit } from '@/i18n/ru/kit';
import { group } from '@/lib/group';
import { keyWords } from '@/lib/keys';
import { Overlay } from './Dialog';

export interface Command {
  id: string;
  title: string;
  /** Heading in the menu: «Разделы», «Действия». */
  group: string;
  icon?: LucideIcon;
  keys?: string;
  /** Second line: the number and date of a document. */
  hint?: string;
  run: () => void;
}

interface CommandMenuProps {
  open: boolean;
  onClose: () => void;
  commands: readonly Command[];
  /** Things found on the server by what is typed. */
  search?: (text: string, signal: AbortSignal) => Promise<readonly Command[]>;
}

/** Ctrl+K: sections, actions of this page and documents in one field. */
export function CommandMenu({ open, onClose, commands, search }: CommandMenuProps) {
  return (
    <Overlay open={open} onClose={onClose} className="command">
      <AriaDialog aria-label={words.title} className="command-dialog">
        <CommandBody onClose={onClose} commands={commands} search={search} />
      </AriaDialog>
    </Overlay>
  );
}

function CommandBody({ onClose, commands, search }: Omit<CommandMenuProps, 'open'>) {
  const [text, setText] = useState('');
  const found = useFound(text, search);
  const groups = useMemo(() => group([...commands.filter((command) => matches(command, text)), ...found], (command) => command.group), [commands, found, text]);
  return (
    <Autocomplete inputValue={text} onInputChange={setText} filter={undefined}>
      <SearchField className="search command-search" aria-label={words.title} autoFocus>
        <Search size="1.25em" aria-hidden />
        <Input className="search-input" placeholder={words.placeholder} />
        <kbd aria-hidden>Esc</kbd>
      </SearchField>
      <Menu className="menu command-list" aria-label={words.title} renderEmptyState={() => <div className="option-state">{kit.nothingFound}</div>}>
        {groups.map(([title, members]) => (
          <MenuSection key={title}>
            <Header className="menu-header">{title}</Header>
            {members.map((command) => (
              <CommandItem
                key={command.id}
                command={command}
                run={() => {
                  onClose();
                  command.run();
                }}
              />
            ))}
          </MenuSection>
        ))}
      </Menu>
    </Autocomplete>
  );
}

function CommandItem({ command, run }: { command: Command; run: () => void }) {
  const { icon: Icon } = command;
  return (
    <MenuItem id={command.id} textValue={command.title} className="menu-item" onAction={run}>
      {Icon && <Icon size="1.125em" aria-hidden />}
      <Text slot="label">{command.title}</Text>
      {command.hint && (
        <Text slot="description" className="muted small">
          {command.hint}
        </Text>
      )}
      {command.keys && <Keyboard>{keyWords(command.keys)}</Keyboard>}
    </MenuItem>
  );
}

function matches(command: Command, text: string): boolean {
  const title = `${command.title} ${command.group}`.toLocaleLowerCase('ru');
  return text
    .toLocaleLowerCase('ru')
    .split(/\s+/)
    .every((word) => title.includes(word));
}

function useFound(text: string, search: CommandMenuProps['search']): readonly Command[] {
  const [found, setFound] = useState<{ text: string; commands: readonly Command[] }>();
  const ask = useRef(search);
  useEffect(() => {
    ask.current = search;
  });
  useEffect(() => {
    if (text.trim().length < 2) return;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const commands = await ask.current?.(text.trim(), abort.signal).catch(() => []);
      if (!abort.signal.aborted) setFound({ text, commands: commands ?? [] });
    }, 200);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text]);
  return found?.text === text ? found.commands : none;
}

const none: readonly Command[] = [];
