import { lazy, Suspense, useState } from 'react';
import { portalForms as t } from '@/i18n/ru/portalForms';
import { publicStatuses } from '@/i18n/ru/interagency';
import { Button, TextButton } from '@/ui/Button';
import { Tag } from '@/ui/Tag';
import { Table } from '../Table';
import { CodeForm } from './CodeForm';
import type { Code, Setup, Status } from './queries';
import { Period } from './ServicesPart';
import { SettingsForm } from './SettingsForm';

// Its dates weigh more than the page itself.
const StatusForm = lazy(async () => ({ default: (await import('./StatusForm')).StatusForm }));

/** Which code the portals are told for each status of ours, what the codes mean, and how the exchange names itself. */
export function StatusesPart({ setup }: { setup: Setup }) {
  const [status, setStatus] = useState<{ status: Status | null }>();
  const [code, setCode] = useState<{ code: Code | null }>();
  const [settings, setSettings] = useState(false);
  const nameOf = (given: string) => setup.codes.find((one) => String(one.code) === given)?.name ?? '';
  return (
    <div className="exchange">
      <section className="stack" aria-labelledby="portal-statuses">
        <div className="row row-wrap">
          <h2 id="portal-statuses" className="grow">
            {t.statuses}
          </h2>
          <Button onPress={() => setStatus({ status: null })}>{t.addStatus}</Button>
        </div>
        <Table
          label={t.statuses}
          titles={Object.values(t.statusColumns)}
          rows={setup.statuses.map((one) => ({
            key: one.id,
            cells: [
              <TextButton key="status" onPress={() => setStatus({ status: one })}>
                {publicStatuses[one.status] ?? one.status}
              </TextButton>,
              one.portal === '' ? t.any : one.portal,
              `${one.code} ${nameOf(one.code)}`,
              one.comment,
              [one.cancel_allowed && t.flags.cancel, one.message_allowed && t.flags.message].filter(Boolean).join(', ') || t.flags.none,
              <Period key="period" line={one} />,
            ],
          }))}
        />
      </section>
      <section className="stack" aria-labelledby="portal-settings">
        <div className="row row-wrap">
          <h2 id="portal-settings" className="grow">
            {t.settings}
          </h2>
          <Button onPress={() => setSettings(true)}>{t.change}</Button>
        </div>
        <p>{[`${t.env}: ${setup.settings.env}`, `${t.elkEnv}: ${setup.settings.elk_env}`, setup.settings.author].filter(Boolean).join(' · ')}</p>
      </section>
      <section className="stack" aria-labelledby="portal-codes">
        <div className="row row-wrap">
          <h2 id="portal-codes" className="grow">
            {t.codes}
          </h2>
          <Button onPress={() => setCode({ code: null })}>{t.addCode}</Button>
        </div>
        <p className="muted small">{t.codesLead}</p>
        <ul className="portal-codes">
          {setup.codes.map((one) => (
            <li key={one.code}>
              <TextButton onPress={() => setCode({ code: one })}>{`${one.code} ${one.name}`}</TextButton> {one.terminal && <Tag>{t.terminal}</Tag>}
            </li>
          ))}
        </ul>
      </section>
      <Suspense>{status && <StatusForm status={status.status} codes={setup.codes} onClose={() => setStatus(undefined)} />}</Suspense>
      {code && <CodeForm code={code.code} onClose={() => setCode(undefined)} />}
      {settings && <SettingsForm settings={setup.settings} onClose={() => setSettings(false)} />}
    </div>
  );
}
