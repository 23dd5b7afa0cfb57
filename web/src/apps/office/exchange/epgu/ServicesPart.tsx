import { Fragment, lazy, Suspense, useState } from 'react';
import { portalForms as t } from '@/i18n/ru/portalForms';
import { dayNumbers } from '@/lib/dates';
import { Button, TextButton } from '@/ui/Button';
import { Empty } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { Table } from '../Table';
import type { Route, Setup } from './queries';

// Its dates weigh more than the page itself.
const ServiceForm = lazy(async () => ({ default: (await import('./ServiceForm')).ServiceForm }));

const today = () => new Date().toISOString().slice(0, 10);

/** The days of a line; what is over stands back. */
export function Period({ line }: { line: { from_day: string; to_day?: string } }) {
  const to = line.to_day ?? '';
  return (
    <>
      <span className="nowrap">{t.from(dayNumbers(line.from_day))}</span> {to !== '' && <span className="nowrap">{t.to(dayNumbers(to))}</span>} {to !== '' && to < today() && <Tag>{t.over}</Tag>}
    </>
  );
}

/** Which service of a portal is which of ours. */
export function ServicesPart({ setup }: { setup: Setup }) {
  const [open, setOpen] = useState<{ route: Route | null }>();
  return (
    <div className="exchange">
      <div className="row">
        <span className="grow" />
        <Button onPress={() => setOpen({ route: null })}>{t.addService}</Button>
      </div>
      {setup.routes.length === 0 ? (
        <Empty title={t.noServices} />
      ) : (
        <Table
          label={t.services}
          titles={Object.values(t.columns)}
          figuresFrom={4}
          rows={setup.routes.map((one) => ({
            key: one.id,
            cells: [
              <Fragment key="service">
                <TextButton onPress={() => setOpen({ route: one })}>{one.title === '' ? one.namespace : one.title}</TextButton>
                <p className="muted small portal-address">{`${one.namespace} · ${one.code === '' ? t.anyCode : one.code}`}</p>
              </Fragment>,
              one.service,
              t.ways[one.way],
              <Period key="period" line={one} />,
              one.used,
            ],
          }))}
        />
      )}
      <Suspense>{open && <ServiceForm route={open.route} onClose={() => setOpen(undefined)} />}</Suspense>
    </div>
  );
}
