import { CircleCheck, Ellipsis, History, Plus, Printer, X } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton, Link, TextButton } from '@/ui/Button';
import { CommandMenu } from '@/ui/Command';
import { Confirm, Drawer } from '@/ui/Dialog';
import { TextArea } from '@/ui/Field';
import { Menu } from '@/ui/Menu';
import { Popover } from '@/ui/Popover';
import { ShortcutHelp } from '@/ui/ShortcutHelp';
import { toast } from '@/ui/Toast';
import { Tooltip } from '@/ui/Tooltip';
import { useShortcuts } from '@/lib/useKeys';
import { words as t } from './words';

export function Actions() {
  const [open, setOpen] = useState<'dialog' | 'drawer' | 'commands' | 'keys'>();
  const [reason, setReason] = useState('');
  const shortcuts = useShortcuts();
  const close = () => setOpen(undefined);
  const nothing = () => undefined;
  return (
    <section aria-labelledby="actions">
      <h2 id="actions">{t.actions}</h2>
      <div className="row row-wrap">
        <Button kind="filled" icon={CircleCheck} keys="Ctrl+Enter" onPress={nothing}>
          {t.register}
        </Button>
        <Button onPress={nothing}>{t.review}</Button>
        <Button kind="quiet" icon={Plus} onPress={nothing}>
          {t.review}
        </Button>
        <Button kind="danger" icon={X} onPress={nothing}>
          {t.refuse}
        </Button>
        <Button kind="danger-filled" onPress={nothing}>
          {t.refuse}
        </Button>
        <Button busy>{t.register}</Button>
        <Button disabled>{t.register}</Button>
        <Button small>{t.print}</Button>
        <IconButton icon={Printer} label={t.print} keys="P" onPress={nothing} />
        <IconButton icon={History} label={t.history} pressed onPress={nothing} />
        <Menu
          label={t.more}
          trigger={<IconButton icon={Ellipsis} label={t.more} />}
          actions={[
            { id: 'print', title: t.print, icon: Printer, keys: 'P', run: nothing },
            { id: 'history', title: t.history, icon: History, run: nothing },
            { id: 'refuse', title: t.refuse, icon: X, danger: true, apart: true, run: nothing },
          ]}
        />
      </div>
      <div className="row row-wrap">
        <Button onPress={() => setOpen('dialog')}>{t.dialog}</Button>
        <Button onPress={() => setOpen('drawer')}>{t.drawer}</Button>
        <Button onPress={() => setOpen('commands')} keys="Ctrl+K">
          {t.commands}
        </Button>
        <Button onPress={() => setOpen('keys')} keys="?">
          {t.keys}
        </Button>
        <Button onPress={() => toast.done(t.toastText, nothing)}>{t.toast}</Button>
        <Popover label={t.why} trigger={<Button kind="quiet">{t.why}</Button>}>
          {t.whyText}
        </Popover>
        <Tooltip text={t.whyText}>{t.why}</Tooltip>
        <TextButton onPress={nothing}>{t.history}</TextButton>
        <Link href="#actions">{t.actions}</Link>
      </div>
      <Confirm open={open === 'dialog'} onClose={close} title={t.refuseTitle} action={t.refuse} kind="danger-filled" run={async () => close()}>
        <p>{t.refuseText}</p>
        <TextArea label={t.reason} required value={reason} onChange={setReason} />
      </Confirm>
      <Drawer title={t.history} open={open === 'drawer'} onClose={close} footer={<Button kind="filled">{t.register}</Button>}>
        <p>{t.whyText}</p>
      </Drawer>
      <CommandMenu
        open={open === 'commands'}
        onClose={close}
        commands={shortcuts.map((one) => ({ id: one.keys, title: one.title, group: one.group, keys: one.keys, run: nothing }))}
      />
      {open === 'keys' && <ShortcutHelp open onClose={close} shortcuts={shortcuts} />}
    </section>
  );
}
