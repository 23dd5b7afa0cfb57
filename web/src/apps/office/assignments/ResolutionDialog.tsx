import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api, take } from '@/api/client';
import { meQuery } from '@/api/me';
import { orderWords, resolutionForm as t } from '@/i18n/ru/assignments';
import { fieldTexts } from '@/i18n/errorText';
import { useAct } from '@/lib/useAct';
import { useDraft } from '@/lib/useDraft';
import { Button, TextButton } from '@/ui/Button';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { Combo } from '@/ui/Combo';
import { Drawer } from '@/ui/Dialog';
import { TextArea } from '@/ui/Field';
import { Banner, ErrorBox } from '@/ui/Notice';
import type { Option } from '@/ui/Select';
import { findExecutives } from '../card/lookups';
import type { Card, Desk } from '../card/parts';
import { blank, complete, toItem, written, type Writing } from './item';
import { ItemsEditor } from './ItemsEditor';
import { PaperField, type Paper } from './PaperField';
import { authorsOf, refreshOnConflict, type Resolution } from './orders';
import { consideredQuery } from './queries';
import './assignments.css';

interface ResolutionDialogProps {
  card: Card;
  desk: Desk;
  /** A draft to be written anew. */
  draft?: Resolution | undefined;
}

interface Form extends Paper {
  /** undefined: as it is offered. */
  author?: Option<number> | null;
  note: string;
  items: readonly Writing[];
}

/** Gives a resolution or writes its draft: who signs is decided by the rights, the form is one. */
export default function ResolutionDialog({ card, desk, draft }: ResolutionDialogProps) {
  const { value, change, clear, reset, restored } = useDraft<Form>(`resolution:${card.id}:${draft?.version ?? 'new'}`, {
    note: draft?.note ?? '',
    paper: draft?.paper ?? false,
    scan: draft?.scan_id === undefined ? null : { id: draft.scan_id, name: '' },
    items: draft ? draft.items.filter((one) => one.depth === 0).map(written) : [blank()],
  });
  const author = useAuthor(card, draft, value.author);
  const [tried, setTried] = useState(false);
  const { busy, error, run } = useAct(refreshOnConflict(card.id));
  const refused = fieldTexts(error);

  // Written down by an attempt whose signing was refused: the next attempt writes the same one anew.
  const kept = useRef(draft && { id: draft.id, version: draft.version });
  const save = async () => {
    const body = {
      author_id: author.chosen?.id ?? 0,
      note: value.note.trim(),
      items: value.items.map(toItem),
      ...(value.paper && { paper: true, ...(value.scan && { scan_id: value.scan.id }) }),
    };
    const { id, version } = kept.current ?? {};
    const saved = await take(
      id === undefined || version === undefined
        ? api.POST('/api/documents/{id}/resolutions', { params: { path: { id: card.id } }, body })
        : api.PUT('/api/resolutions/{id}', { params: { path: { id } }, body: { ...body, version } }),
    );
    kept.current = saved;
    return saved;
  };
  const byPaper = value.paper && !author.signs;
  const act = async (how: 'sign' | 'enter' | 'save') => {
    setTried(true);
    if (!value.items.every(complete) || author.chosen === null || (how === 'enter' && value.scan === null)) return;
    await run(async () => {
      const saved = await save();
      const given = { params: { path: { id: saved.id } }, body: { version: saved.version } };
      if (how === 'sign') await api.POST('/api/resolutions/{id}/sign', given);
      if (how === 'enter') await api.POST('/api/resolutions/{id}/enter', given);
      clear();
      desk.done({ sign: orderWords.signed, enter: orderWords.entered, save: t.saved }[how], { next: how !== 'save' });
    });
  };
  return (
    <Drawer
      title={author.signs ? t.title : t.draftTitle}
      open
      onClose={desk.close}
      footer={
        <>
          {(author.signs || byPaper) && (
            <Button kind="filled" keys="Ctrl+Enter" busy={busy} onPress={() => void act(byPaper ? 'enter' : 'sign')}>
              {byPaper ? t.enter : t.sign}
            </Button>
          )}
          <Button
            kind={author.signs || byPaper ? 'outline' : 'filled'}
            keys={author.signs || byPaper ? 'Ctrl+S' : 'Ctrl+Enter'}
            busy={busy && !author.signs && !byPaper}
            disabled={busy}
            onPress={() => void act('save')}
          >
            {t.saveDraft}
          </Button>
        </>
      }
    >
      {restored && <Banner action={<TextButton onPress={reset}>{t.startOver}</TextButton>}>{t.restored}</Banner>}
      {error !== undefined && <ErrorBox error={error} />}
      <AuthorField author={author} onChange={(next) => change({ author: next })} error={tried && author.chosen === null ? t.needAuthor : refused.author_id} locked={draft !== undefined} />
      <ItemsEditor items={value.items} onChange={(items) => change({ items })} tried={tried} refused={refused} />
      {card.actions.includes('add_scan') && (!author.signs || value.paper) && (
        <PaperField documentId={card.id} value={value} onChange={change} error={tried && byPaper && value.scan === null ? t.needScan : refused.scan_id} />
      )}
      {!author.signs && <TextArea label={t.note} hint={t.noteHint} rows={2} maxLength={2000} value={value.note} onChange={(note) => change({ note })} />}
    </Drawer>
  );
}

interface Author {
  chosen: Option<number> | null;
  offered: readonly Option<number>[];
  /** The reader may sign in this name; otherwise it stays a draft. */
  signs: boolean;
}

/** Whose resolution it is: of the draft, of him who is asked, of oneself. */
function useAuthor(card: Card, draft: Resolution | undefined, picked: Option<number> | null | undefined): Author {
  const { data: me } = useQuery(meQuery);
  const { data: asked } = useQuery(consideredQuery(card.id));
  const offered = (me ? authorsOf(me) : []).map(({ id, name, acting }) => ({ id, title: acting ? t.actingFor(name) : name }));
  const forIds = asked?.items.map((task) => task.for_id ?? me?.id) ?? [];
  const offer = draft
    ? { id: draft.author.id, title: draft.author.name }
    : (offered.find((one) => forIds.includes(one.id)) ?? offered[0] ?? (card.addressee ? { id: card.addressee.id, title: card.addressee.name } : null));
  const chosen = picked === undefined ? offer : picked;
  const signs = chosen !== null && me != null && (chosen.id === me.id || me.acting.some(({ id }) => id === chosen.id));
  return { chosen, offered, signs };
}

interface AuthorFieldProps {
  author: Author;
  onChange: (author: Option<number> | null) => void;
  error: string | undefined;
  locked: boolean;
}

function AuthorField({ author: { chosen, offered }, onChange, error, locked }: AuthorFieldProps) {
  if (locked || (offered.length === 1 && chosen?.id === offered[0]?.id)) {
    return (
      <p className="small">
        <span className="muted">{t.author}: </span>
        {chosen?.title}
      </p>
    );
  }
  if (offered.length > 1) {
    return (
      <ChoiceChips
        label={t.author}
        options={offered.map(({ id, title }) => ({ id: String(id), title }))}
        value={chosen === null ? null : String(chosen.id)}
        onChange={(id) => onChange(offered.find((one) => String(one.id) === id) ?? null)}
      />
    );
  }
  return <Combo label={t.author} hint={t.authorHint} load={findExecutives} value={chosen} onChange={onChange} error={error} required />;
}
