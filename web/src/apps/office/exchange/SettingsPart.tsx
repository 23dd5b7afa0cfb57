import { useRouteContext } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { exchangeWords as words } from '@/i18n/ru/exchange';
import { exchangeForms as t } from '@/i18n/ru/exchangeForms';
import { dayNumbers } from '@/lib/dates';
import { Button, TextButton } from '@/ui/Button';
import { BodyForm } from './BodyForm';
import { filterWords } from './FilterFields';
import { MappingForm } from './MappingForm';
import type { BodySetup, RouteRow, Setup } from './queries';
import { RouteForm } from './RouteForm';
import { ScheduleForm } from './ScheduleForm';
import { Table } from './Table';

type Open = { form: 'schedule' } | { form: 'mapping' } | { form: 'body'; body: BodySetup } | { form: 'route'; route: RouteRow | null };

/** Settings of the exchange in words; each group is changed in a form beside it. */
export function SettingsPart({ setup }: { setup: Setup }) {
  const { me } = useRouteContext({ from: '/shell' });
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const { settings, mapping, published } = setup;
  const differs = Object.entries(mapping.words).filter(([key, word]) => published[key] !== word).length + Object.keys(mapping.fields).length;
  return (
    <div className="exchange">
      <Group title={t.schedule} onChange={() => setOpen({ form: 'schedule' })}>
        <p>{t.every(settings.poll_minutes)}</p>
        <p>
          {t.lowWords(settings.low_rating)}
          {settings.low_rating > 0 && `. ${t.reopenings[settings.reopening].title}`}
        </p>
      </Group>
      <Group title={t.mapping} onChange={() => setOpen({ form: 'mapping' })}>
        <p>{differs === 0 ? t.mappingPlain : t.mappingOwn(differs)}</p>
      </Group>
      <section className="stack" aria-labelledby="pos-bodies">
        <h2 id="pos-bodies">{words.bodies}</h2>
        <Table
          label={words.bodies}
          titles={[words.columns.body, words.columns.mode, words.columns.directed, words.columns.notify, words.columns.lko]}
          rows={setup.bodies.map((one) => ({
            key: one.body_id,
            cells: [
              <TextButton key="body" onPress={() => setOpen({ form: 'body', body: one })}>
                {one.body}
              </TextButton>,
              <Mode key="mode" body={one} />,
              words.directed[one.directed],
              one.notify ? words.yes : words.no,
              one.lko ? words.yes : words.no,
            ],
          }))}
        />
      </section>
      <section className="stack" aria-labelledby="pos-routes">
        <header className="row row-wrap">
          <h2 id="pos-routes" className="grow">
            {words.routes}
          </h2>
          <Button small onPress={() => setOpen({ form: 'route', route: null })}>
            {t.addRoute}
          </Button>
        </header>
        <Table
          label={words.routes}
          titles={[words.columns.code, words.columns.inPos, words.columns.ourBody, words.columns.from]}
          rows={setup.routes.map((one) => ({
            key: one.id,
            cells: [
              <TextButton key="code" onPress={() => setOpen({ form: 'route', route: one })}>
                {one.code}
              </TextButton>,
              one.title,
              one.body,
              `${dayNumbers(one.from_day)}${one.to_day ? ` – ${dayNumbers(one.to_day)}` : ''}`,
            ],
          }))}
        />
      </section>
      {open?.form === 'schedule' && <ScheduleForm setup={setup} onClose={close} />}
      {open?.form === 'mapping' && <MappingForm setup={setup} onClose={close} />}
      {open?.form === 'body' && <BodyForm body={open.body} own={open.body.body_id === me.body.id} onClose={close} />}
      {open?.form === 'route' && <RouteForm route={open.route} setup={setup} onClose={close} />}
    </div>
  );
}

function Mode({ body }: { body: BodySetup }) {
  return (
    <>
      {words.modes[body.mode]}
      {body.mode === 'schedule' && (
        <p className="muted small">
          {t.everyMinutes(body.every_minutes)} · {filterWords(body.filter)}
        </p>
      )}
    </>
  );
}

function Group({ title, onChange, children }: { title: string; onChange: () => void; children: ReactNode }) {
  return (
    <section className="stack" aria-label={title}>
      <header className="row row-wrap">
        <h2 className="grow">{title}</h2>
        <Button small onPress={onChange}>
          {t.change}
        </Button>
      </header>
      <div>{children}</div>
    </section>
  );
}
