import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, take } from '@/api/client';
import { errorCode } from '@/i18n/errorText';
import { catalogue } from '@/i18n/ru/catalogue';
import { formBuilder as t } from '@/i18n/ru/formBuilder';
import { toast } from '@/ui/Toast';
import { cardQuery, type Card } from '../queries';

interface Written {
  text: string;
  change: (text: string) => void;
  clear: () => void;
}

/** What is done with the form on the server: begun, saved over the version that was shown, published. */
export function useActs(card: Card, { text, change, clear }: Written) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [asked, ask] = useState<'publish' | 'general'>();
  const [theirs, setTheirs] = useState<Card>();
  const path = { params: { path: { id: card.id } } };
  const { queryKey } = cardQuery(card.id);
  const shown = async (next: Card) => {
    client.setQueryData(queryKey, next);
    await client.invalidateQueries({ queryKey: ['catalogue', 'list'] });
  };
  const put = async (form: string, version: number) => {
    const next = await take(api.PUT('/api/catalogue/{id}/form', { ...path, body: { form, version } }));
    await shown(next);
    return next;
  };
  const act = async (run: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await run();
    } catch (problem) {
      toast.failed(problem);
    } finally {
      setBusy(false);
    }
  };
  const keep = async (version: number) => {
    const next = await put(text, version);
    if (next.form !== text) change(next.form);
    clear();
    toast.done(t.saved);
  };
  /** The draft has one version for the passport and the form. Who changed only the passport is in nobody's way here. */
  const save = () =>
    act(async () => {
      try {
        await keep(card.draft?.version ?? 0);
      } catch (problem) {
        if (errorCode(problem) !== 'service.stale') throw problem;
        const now = await take(api.GET('/api/catalogue/{id}', path));
        if (now.draft && now.form === card.form) await keep(now.draft.version);
        else setTheirs(now);
      }
    });
  return {
    busy,
    asked,
    theirs,
    save,
    begin: (number: number) => act(async () => shown(await take(api.POST('/api/catalogue/{id}/begin', { ...path, body: { number } })))),
    askPublish: () => ask('publish'),
    askGeneral: () => ask('general'),
    close: () => {
      ask(undefined);
      if (theirs) void shown(theirs);
      setTheirs(undefined);
    },
    publish: async (from: string, note: string) => {
      await shown(await take(api.POST('/api/catalogue/{id}/publish', { ...path, body: { from, note, version: card.draft?.version ?? 0 } })));
      toast.done(catalogue.published);
      ask(undefined);
    },
    toGeneral: async () => {
      const next = await put('', card.draft?.version ?? 0);
      clear();
      change(next.form);
    },
    takeTheirs: () => {
      if (!theirs) return;
      change(theirs.form);
      clear();
      void shown(theirs);
      setTheirs(undefined);
      toast.done(t.theirsTaken);
    },
    keepMine: () =>
      act(async () => {
        const version = theirs?.draft?.version ?? 0;
        setTheirs(undefined);
        await keep(version);
      }),
  };
}
