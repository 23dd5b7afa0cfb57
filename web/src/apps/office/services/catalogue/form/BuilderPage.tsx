import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Ellipsis, Pencil, Redo2, Undo2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { catalogue } from '@/i18n/ru/catalogue';
import { formBuilder as t } from '@/i18n/ru/formBuilder';
import { Button, IconButton, Link, TextButton } from '@/ui/Button';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { Confirm } from '@/ui/Dialog';
import { Menu } from '@/ui/Menu';
import { Banner, ErrorBox, Skeleton } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { usePageTitle } from '../../../shell/pageTitle';
import { optionsOf } from '../fields';
import { cardQuery, type Card } from '../queries';
import { Outline } from './Outline';
import { pageCode, titleOf } from './place';
import { FieldProperties, PageProperties, PropertiesHead, type Mistake } from './Properties';
import { TextView } from './TextView';
import { useActs } from './useActs';
import { useBuilder } from './useBuilder';
import './builder.css';

// The engine of the wizard and the dialogs come by themselves: pages and questions are there at once.
const Phone = lazy(() => import('./Phone').then((part) => ({ default: part.Phone })));
const ConflictDialog = lazy(() => import('./ConflictDialog').then((part) => ({ default: part.ConflictDialog })));
const PublishDialog = lazy(() => import('../PublishDialog').then((part) => ({ default: part.PublishDialog })));

export function BuilderPage() {
  const { id } = useParams({ from: '/shell/catalogue/$id/form' });
  const { data, error, refetch } = useQuery(cardQuery(Number(id)));
  if (error) return <ErrorBox error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton shape="card" />;
  return <Builder key={data.id} card={data} />;
}

type Pane = keyof typeof t.panes;
type Mode = keyof typeof t.modes;

/** The form of one service: pages and questions, what belongs to the chosen one, and the phone of the applicant. */
function Builder({ card }: { card: Card }) {
  usePageTitle(t.title(card.short_name));
  const b = useBuilder(card);
  const acts = useActs(card, b);
  const [wanted, setMode] = useState<Mode>('visual');
  const [pane, setPane] = useState<Pane>('outline');
  const disabled = !card.draft;
  const mode: Mode = b.readable ? wanted : 'text';
  const toMistake = (one: Mistake | undefined) => {
    if (!one || mode === 'text') return;
    if (one.field) b.choose({ field: one.field });
    else if (one.page) b.choose({ page: one.page });
    setPane('properties');
  };
  const placed = (one: Mistake) => (b.form ? (one.field ? titleOf(b.form, { field: one.field }) : titleOf(b.form, { page: one.page ?? '' })) : '');
  const shapeless = b.mistakes.filter((one) => !one.field && !one.page);
  return (
    <div className="builder" data-pane-shown={mode === 'text' && pane !== 'phone' ? 'text' : pane}>
      <Head card={card} b={b} acts={acts} onMistake={() => toMistake(b.mistakes.find((one) => one.field || one.page))} />
      <div className="builder-tools">
        <ChoiceChips
          label={t.mode}
          options={optionsOf(t.modes)}
          value={mode}
          onChange={(next) => {
            setMode(next);
            setPane('outline');
          }}
        />
        <div className="builder-panes">
          <ChoiceChips<Pane> label={t.pane} options={mode === 'text' ? optionsOf<'outline' | 'phone'>(t.textPanes) : optionsOf(t.panes)} value={mode === 'text' && pane === 'properties' ? 'outline' : pane} onChange={setPane} />
        </div>
      </div>
      {b.kept && !disabled && <Banner tone="accent" action={<TextButton onPress={b.bringBack}>{t.keptBack}</TextButton>}>{t.kept}</Banner>}
      {shapeless.length > 0 && mode === 'visual' && <Banner tone="danger">{shapeless.map((one) => one.text).join(' ')}</Banner>}
      <div className="builder-body">
        {mode === 'text' || !b.form ? (
          <section className="builder-text scroll" aria-label={t.modes.text}>
            <TextView text={b.text} onChange={(text) => b.change(text, 'text')} mistakes={b.mistakes} titleOf={placed} readable={b.readable} disabled={disabled} />
          </section>
        ) : (
          <>
            <nav className="builder-outline scroll" aria-label={t.panes.outline}>
              <Outline
                form={b.form}
                chosen={b.chosen}
                wrong={b.wrong}
                disabled={disabled}
                onChoose={(place) => {
                  b.choose(place);
                  setPane('properties');
                }}
                onAdd={(page, parent, kind) => {
                  b.add(page, parent, kind);
                  setPane('properties');
                }}
                onAddPage={b.addPage}
                onStep={b.step}
                onRemove={b.remove}
                onChange={(form) => b.put(form)}
              />
            </nav>
            <section className="builder-properties scroll" aria-label={t.panes.properties}>
              <Chosen b={b} disabled={disabled} />
            </section>
          </>
        )}
        <section className="builder-phone scroll" aria-label={t.panes.phone}>
          <Suspense fallback={<Skeleton />}>
            <Phone form={b.form} title={card.short_name} today={card.today} page={b.form && pageCode(b.form, b.chosen)} />
          </Suspense>
        </section>
      </div>
      <p className="visually-hidden" role="status">
        {b.said}
      </p>
      <Suspense>
        {acts.asked === 'publish' && <PublishDialog card={card} onClose={acts.close} publish={acts.publish} />}
        {acts.theirs && <ConflictDialog theirs={acts.theirs} mine={b.text} onTake={acts.takeTheirs} onKeep={() => void acts.keepMine()} onClose={acts.close} />}
      </Suspense>
      <Confirm open={acts.asked === 'general'} onClose={acts.close} title={t.toGeneralTitle} action={t.toGeneral} run={acts.toGeneral}>
        <p>{t.toGeneralHint}</p>
      </Confirm>
    </div>
  );
}

type Parts = { b: ReturnType<typeof useBuilder>; acts: ReturnType<typeof useActs> };

function Head({ card, b, acts, onMistake }: Parts & { card: Card; onMistake: () => void }) {
  const { draft } = card;
  const newest = card.editions[0];
  return (
    <header className="part-head builder-top">
      <div className="grow">
        <Link href={`/catalogue/${card.id}`}>{t.back}</Link>
        <h1>{t.title(card.short_name)}</h1>
        <p className="row row-wrap">
          <Tag>{card.own_form || b.changed ? t.own : t.general}</Tag>
          {b.changed && <Tag tone="warn">{t.unsaved}</Tag>}
          {b.mistakes.length > 0 ? <TextButton onPress={onMistake}>{t.mistakes(b.mistakes.length)}</TextButton> : b.report && <span className="muted small">{t.noMistakes}</span>}
        </p>
      </div>
      <div className="row row-wrap">
        {!draft && newest && (
          <Button kind="filled" icon={Pencil} keys="E" busy={acts.busy} onPress={() => void acts.begin(newest.number)}>
            {catalogue.edit}
          </Button>
        )}
        {draft && (
          <>
            <IconButton icon={Undo2} label={t.undo} keys="Ctrl+Z" disabled={!b.undo} onPress={() => b.undo?.()} />
            <IconButton icon={Redo2} label={t.redo} keys="Ctrl+Shift+Z" disabled={!b.redo} onPress={() => b.redo?.()} />
            <Button kind={b.changed ? 'filled' : 'outline'} keys="Ctrl+S" busy={acts.busy} disabled={!b.changed} onPress={() => void acts.save()}>
              {t.save}
            </Button>
            <Button kind={b.changed ? 'outline' : 'filled'} disabled={b.changed} onPress={acts.askPublish}>
              {catalogue.publish}
            </Button>
            {card.own_form && <Menu label={t.more} trigger={<IconButton icon={Ellipsis} label={t.more} />} actions={[{ id: 'general', title: t.toGeneral, run: acts.askGeneral }]} />}
          </>
        )}
      </div>
    </header>
  );
}

function Chosen({ b, disabled }: { b: Parts['b']; disabled: boolean }) {
  const { form, chosen } = b;
  if (!form || !chosen) {
    return (
      <p className="muted">
        {t.choose}. {t.chooseHint}
      </p>
    );
  }
  const own = b.mistakes.filter((one) => (chosen.field === undefined ? !one.field && one.page === chosen.page : one.field === chosen.field));
  return (
    <>
      <PropertiesHead title={chosen.field === undefined ? t.page : t.question} disabled={disabled} onStep={(by) => b.step(chosen, by)} onRemove={() => b.remove(chosen)} />
      {chosen.field === undefined ? (
        <PageProperties key={chosen.page} form={form} code={chosen.page} mistakes={own} disabled={disabled} onChange={b.put} />
      ) : (
        <FieldProperties key={chosen.field} form={form} path={chosen.field} mistakes={own} disabled={disabled} onChange={b.put} />
      )}
    </>
  );
}
