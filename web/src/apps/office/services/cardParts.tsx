import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/client';
import { sendFile } from '@/api/upload';
import { applicationWords as t } from '@/i18n/ru/applications';
import { useAct } from '@/lib/useAct';
import { Button, Link } from '@/ui/Button';
import { ErrorBox } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { Tag } from '@/ui/Tag';
import { Timeline, type TimelineItem } from '@/ui/Timeline';
import { Upload } from '@/ui/Upload';
import { When } from '@/ui/When';
import { numbersQuery, type Card, type Check } from './queries';

const russian = (day: string) => day.split('-').toReversed().join('.');

/** A number of a person's paper by its last figures; whoever needs all of it presses, and that is written down. */
function HiddenNumber({ card, title, words, of }: { card: Card; title: string; words: string; of: 'snils' | { path: string } }) {
  const [asked, setAsked] = useState(false);
  const { data, isFetching } = useQuery({ ...numbersQuery(card.id), enabled: asked });
  const whole = of === 'snils' ? data?.snils : data?.answers[of.path];
  if (asked && whole !== undefined) return <>{whole}</>;
  return (
    <span className="row row-wrap">
      {words}
      <Button small busy={asked && isFetching} hint={t.showNumberOf(title)} onPress={() => setAsked(true)}>
        {t.showNumber}
      </Button>
    </span>
  );
}

/** Who asks, for what and how he wants the result. */
export function Facts({ card }: { card: Card }) {
  const { applicant: who } = card;
  const facts: readonly (readonly [string, string])[] = [
    [t.applicant, who.name], [t.facts.snils, who.snils], [t.facts.ogrn, who.ogrn], [t.facts.inn, who.inn], [t.facts.born, who.born_on && russian(who.born_on)], [t.facts.phone, who.phone],
    [t.facts.email, who.email], [t.facts.address, who.address], [t.facts.representative, card.representative], [t.facts.way, t.ways[card.way] ?? ''],
    [t.facts.channel, t.channels[card.channel] ?? ''], [t.facts.variant, card.variant], [t.facts.regulation, t.version(card.version_no, russian(card.version_from))],
    [t.facts.territory, card.territory], [t.facts.body, [card.body, card.unit].filter(Boolean).join(', ')], [t.facts.officer, card.officer],
  ];
  return (
    <dl className="application-facts">
      {facts.filter(([, value]) => value !== '').map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{name === t.facts.snils ? <HiddenNumber card={card} title={name} words={value} of="snils" /> : value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The form in words, page by page. */
export function Answers({ card }: { card: Card }) {
  if (card.answers.length === 0) return <p className="muted">{t.noAnswers}</p>;
  return (
    <div className="stack">
      {card.answers.map((section) => (
        <section key={section.title} className="application-part">
          <h2>{section.title}</h2>
          <dl className="application-answers">
            {section.rows.map((row, at) => (
              <div key={at} className={row.words === '' ? 'of-group' : undefined} style={{ paddingInlineStart: `${row.depth}rem` }}>
                <dt>{row.title}</dt>
                {row.words !== '' && <dd>{row.hidden ? <HiddenNumber card={card} title={row.title} words={row.words} of={{ path: row.path }} /> : row.words}</dd>}
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

const verdicts = (['ok', 'wrong', 'missing'] as const).map((id) => ({ id, title: t.verdicts[id] ?? id }));

/** Every document of the standard, what was found of it and its files. */
export function Checklist({ card }: { card: Card }) {
  const client = useQueryClient();
  const { error, run } = useAct();
  const again = () => client.invalidateQueries({ queryKey: ['applications', 'card', card.id] });
  const may = card.actions.includes('check');
  const mark = (line: Check, verdict: 'ok' | 'wrong' | 'missing') =>
    run(async () => {
      await api.POST('/api/applications/{id}/check', { params: { path: { id: card.id } }, body: { document: line.code, verdict } });
      await again();
    });
  return (
    <div className="stack">
      {error !== undefined && <ErrorBox error={error} />}
      {card.checklist.length === 0 && <p className="muted">{t.noDocuments}</p>}
      <ul className="application-checks" aria-label={t.checklist}>
        {card.checklist.map((line) => (
          <li key={line.code}>
            <div className="grow">
              <p>{line.name}</p>
              <p className="muted small">{[t.source[line.source], line.form, line.note].filter(Boolean).join(' · ')}</p>
              {card.files.filter(({ id }) => line.files.includes(id)).map((file) => (
                <p key={file.id} className="small">
                  <Link href={`/api/applications/${card.id}/files/${file.id}`}>{file.name}</Link>
                </p>
              ))}
            </div>
            {may ? (
              <Select label={t.verdictOf(line.name)} options={verdicts} value={line.verdict === '' ? null : line.verdict} placeholder={t.notChecked} onChange={(verdict) => void mark(line, verdict)} />
            ) : (
              <Tag tone={line.verdict === 'ok' ? 'done' : line.verdict === '' ? 'plain' : 'danger'}>{line.verdict === '' ? t.notChecked : (t.verdicts[line.verdict] ?? '')}</Tag>
            )}
          </li>
        ))}
      </ul>
      {card.files.filter(({ id }) => !card.checklist.some(({ files }) => files.includes(id))).map((file) => (
        <p key={file.id} className="small">
          {t.file}: <Link href={`/api/applications/${card.id}/files/${file.id}`}>{file.name}</Link>
        </p>
      ))}
      {may && <Upload label={t.attach} send={(file, options) => sendFile<unknown>(`/api/applications/${card.id}/files`, file, options)} onDone={() => void again()} />}
    </div>
  );
}

/** The procedures of the regulation, then what happened. */
export function Course({ card }: { card: Card }) {
  const steps: readonly TimelineItem[] = card.steps.map((step, at) => ({
    id: at,
    title: step.name,
    who: step.actor,
    when: step.ended_at ? <When value={step.ended_at} /> : step.due_on === '' ? undefined : <When value={step.due_on} due />,
    state: step.running ? 'now' : step.ended_at ? (step.outcome === 'refused' ? 'failed' : 'done') : 'waiting',
    children: step.outcome === '' ? undefined : t.outcomes[step.outcome],
  }));
  const events: readonly TimelineItem[] = card.history.toReversed().map((event) => ({
    id: event.id,
    title: t.acts[event.act] ?? event.act,
    who: event.by,
    when: <When value={event.at} moment />,
    children: [event.words, event.public ? '' : t.hidden].filter(Boolean).join(' · ') || undefined,
  }));
  return (
    <div className="application-course">
      <section className="application-part">
        <h2>{t.procedure}</h2>
        <Timeline items={steps} label={t.procedure} />
      </section>
      <section className="application-part">
        <h2>{t.history}</h2>
        <Timeline items={events} label={t.history} />
      </section>
    </div>
  );
}
