import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Pencil, Smartphone } from 'lucide-react';
import { lazy, Suspense, useState, type ComponentType } from 'react';
import { api, take } from '@/api/client';
import { catalogue as t } from '@/i18n/ru/catalogue';
import { formBuilder as builder } from '@/i18n/ru/formBuilder';
import { momentWords } from '@/lib/dates';
import { useDraft } from '@/lib/useDraft';
import { Button, Link } from '@/ui/Button';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { Confirm } from '@/ui/Dialog';
import { Banner, ErrorBox, Skeleton } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { Badge, Tag } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import { usePageTitle } from '../../shell/pageTitle';
import { optionsOf, type SectionProps } from './fields';
import { History, Visits } from './History';
import { Preview } from './Preview';
import { cardQuery, type Card, type Passport } from './queries';
import { Applicants, Documents, General, Grounds, Order, Results, Terms, Variants } from './sections';
import { Steps } from './Steps';
import { Table } from './Table';
import '../../admin/admin.css';
import './catalogue.css';

const PublishDialog = lazy(async () => ({ default: (await import('./PublishDialog')).PublishDialog }));

type SectionId = keyof typeof t.sections;

const editors: Partial<Record<SectionId, ComponentType<SectionProps>>> = { general: General, applicants: Applicants, variants: Variants, table: Table, documents: Documents, terms: Terms, grounds: Grounds, results: Results, steps: Steps, order: Order };

export function PassportPage() {
  const { id } = useParams({ from: '/shell/catalogue/$id' });
  const { data, error, refetch } = useQuery(cardQuery(Number(id)));
  if (error) return <ErrorBox error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton shape="card" />;
  return <Editor key={`${data.id}:${data.draft?.version ?? 0}:${data.editions.length}`} card={data} />;
}

/** One passport: sections on the left, fields in the middle, the public page on the right. */
function Editor({ card }: { card: Card }) {
  usePageTitle(card.short_name);
  const client = useQueryClient();
  const [section, setSection] = useState<SectionId>(() => kept(card.id));
  const [shown, setShown] = useState<keyof typeof t.shown>('passport');
  const [asked, setAsked] = useState<'publish' | 'discard'>();
  const [busy, setBusy] = useState(false);
  const draft = card.draft;
  // What is typed is kept until it is saved: a passport is long, and a tab is closed by mistake.
  const { value: passport, change, clear } = useDraft<Passport>(`passport:${card.id}:${draft?.version ?? 0}`, card.passport);
  const changed = JSON.stringify(passport) !== JSON.stringify(card.passport);
  const path = { params: { path: { id: card.id } } };
  const show = (id: SectionId) => {
    keep(card.id, id);
    setSection(id);
  };
  const done = async (next: Card) => {
    client.setQueryData(cardQuery(card.id).queryKey, next);
    await client.invalidateQueries({ queryKey: ['catalogue', 'list'] });
  };
  const act = async (run: () => Promise<Card>, words?: string) => {
    setBusy(true);
    try {
      await done(await run());
      if (words) toast.done(words);
    } catch (problem) {
      toast.failed(problem);
    } finally {
      setBusy(false);
    }
  };
  const begin = (number: number) => act(() => take(api.POST('/api/catalogue/{id}/begin', { ...path, body: { number } })));
  const save = () =>
    act(async () => {
      const next = await take(api.PUT('/api/catalogue/{id}/draft', { ...path, body: { passport, version: draft?.version ?? 0 } }));
      clear();
      return next;
    }, t.saved);
  const publish = async (from: string, note: string) => {
    await done(await take(api.POST('/api/catalogue/{id}/publish', { ...path, body: { from, note, version: draft?.version ?? 0 } })));
    toast.done(t.published);
    setAsked(undefined);
  };
  const Section = editors[section];
  const troubles = (id: SectionId) => card.problems.filter((problem) => problem.section === id);
  const newest = card.editions[0];
  return (
    <div className="admin passport">
      <nav className="admin-nav" aria-label={t.part} data-pane>
        {(Object.keys(t.sections) as SectionId[]).map((id) => (
          <button key={id} type="button" className="nav-link" aria-current={section === id ? 'page' : undefined} onClick={() => show(id)}>
            <span className="grow">{t.sections[id]}</span>
            {troubles(id).length > 0 && <Badge count={troubles(id).length} tone="danger" />}
          </button>
        ))}
      </nav>
      <div className="admin-choice">
        <Select label={t.part} options={optionsOf<SectionId>(t.sections)} value={section} onChange={show} />
      </div>
      <div className="admin-part" data-pane>
        <header className="part-head">
          <div className="grow">
            <Link href="/catalogue">{t.back}</Link>
            <h1>{card.short_name}</h1>
            <p className="row row-wrap">
              <Tag>{t.version(newest?.number ?? 0)}</Tag>
              {draft && <Tag tone="warn">{t.draft}</Tag>}
              {!card.active && <Tag>{t.closed}</Tag>}
              {draft && <span className="muted small">{t.editing(draft.changed_by, momentWords(draft.changed_at))}</span>}
              {newest && (
                <Link href={`/services/${card.slug}`} external>
                  {t.page}
                </Link>
              )}
            </p>
          </div>
          <div className="row row-wrap">
            {!draft && newest && (
              <Button kind="filled" icon={Pencil} keys="E" busy={busy} onPress={() => void begin(newest.number)}>
                {t.edit}
              </Button>
            )}
            {draft && (
              <>
                <Button kind={changed ? 'filled' : 'outline'} keys="Ctrl+S" busy={busy} disabled={!changed} onPress={() => void save()}>
                  {t.save}
                </Button>
                <Button kind={changed ? 'outline' : 'filled'} disabled={changed} onPress={() => setAsked('publish')}>
                  {t.publish}
                </Button>
                {draft.based_on > 0 && (
                  <Button kind="quiet" onPress={() => setAsked('discard')}>
                    {t.discard}
                  </Button>
                )}
              </>
            )}
            {newest && !draft && (
              <Button kind="quiet" onPress={() => void act(() => take(api.POST('/api/catalogue/{id}/standing', { ...path, body: { active: !card.active } })))}>
                {card.active ? t.close : t.open}
              </Button>
            )}
          </div>
        </header>
        <div className="preview-choice">
          <ChoiceChips label={t.shownLabel} options={optionsOf(t.shown)} value={shown} onChange={setShown} />
        </div>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is scrolled by keys too */}
        <div className="part-body scroll" role="region" aria-label={t.sections[section]} tabIndex={0} data-shown={shown}>
          {changed && <Banner tone="accent">{t.unsaved}</Banner>}
          {troubles(section).length > 0 && (
            <Banner tone="warn">
              <ul className="change-list">
                {troubles(section).map((problem) => (
                  <li key={problem.text}>{problem.text}</li>
                ))}
              </ul>
            </Banner>
          )}
          {Section && <Section passport={passport} change={change} disabled={!draft} />}
          {section === 'form' && <FormSection card={card} unsaved={changed} />}
          {section === 'history' && <History card={card} onReturn={(number) => void begin(number)} />}
          {section === 'visits' && <Visits id={card.id} />}
          {shown === 'preview' && (
            <div className="preview-inside">
              <Preview id={card.id} passport={passport} />
            </div>
          )}
        </div>
      </div>
      <aside className="preview-pane" aria-label={t.preview} data-pane>
        <Preview id={card.id} passport={passport} />
      </aside>
      <Suspense>{asked === 'publish' && <PublishDialog card={card} onClose={() => setAsked(undefined)} publish={publish} />}</Suspense>
      <Confirm
        open={asked === 'discard'}
        onClose={() => setAsked(undefined)}
        title={t.discardTitle(card.short_name)}
        action={t.discard}
        kind="danger-filled"
        run={async () => done(await take(api.POST('/api/catalogue/{id}/discard', { ...path, body: { version: draft?.version ?? 0 } })))}
      >
        <p>{t.discardHint}</p>
      </Confirm>
    </div>
  );
}

/** The form has an editor of its own: pages and questions do not fit beside the sections of a passport. */
function FormSection({ card, unsaved }: { card: Card; unsaved: boolean }) {
  const navigate = useNavigate();
  return (
    <>
      <p>{card.own_form ? t.formOwn : t.formGeneral}</p>
      <div>
        <Button icon={Smartphone} disabled={unsaved} onPress={() => void navigate({ to: '/catalogue/$id/form', params: { id: String(card.id) } })}>
          {card.draft ? builder.open : builder.view}
        </Button>
      </div>
      {unsaved && <p className="muted">{builder.openFirst}</p>}
    </>
  );
}

/** The section stays open over a save, which shows the card anew. */
const open = new Map<number, SectionId>();
const kept = (id: number): SectionId => open.get(id) ?? 'general';
const keep = (id: number, section: SectionId) => open.set(id, section);
