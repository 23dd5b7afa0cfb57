import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouteContext } from '@tanstack/react-router';
import { CircleCheck, Download, Inbox } from 'lucide-react';
import { useState } from 'react';
import { api } from '@/api/client';
import { oversight as t } from '@/i18n/ru/oversight';
import { addDays, today } from '@/lib/dates';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { Button, TextButton } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Banner, Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { Tag } from '@/ui/Tag';
import { Part } from '../admin/Part';
import { bodiesQuery } from '../admin/queries';
import { cardHref } from '../card/parts';
import { overseesAll } from './parts';
import { usePlace } from './place';
import { accountQuery, type Account } from './queries';

/** The first days of this month and of the eleven before it. */
function months(): { id: string; title: string }[] {
  const list = [];
  for (let day = today(), n = 0; n < 12; n++) {
    const first = `${day.slice(0, 7)}-01`;
    list.push({ id: first, title: t.month(first) });
    day = addDays(first, -1);
  }
  return list;
}

/** The monthly account to the Administration of the President: the file, and what is missing on which cards. */
export function AccountPage() {
  const { me } = useRouteContext({ from: '/shell' });
  const { place, go } = usePlace();
  const all = overseesAll(me);
  const options = months();
  const month = place.from ?? `${today().slice(0, 7)}-01`;
  const { data: bodies } = useQuery({ ...bodiesQuery, enabled: all });
  const { data, error, refetch } = useQuery(accountQuery(month, place.body));
  const address = (ending: string) => `/api/reports/sstu.${ending}?month=${month}${place.body ? `&body=${place.body}` : ''}`;
  return (
    <Part
      title={t.parts.account}
      lead={t.accountLead}
      scroll
      action={
        data &&
        data.count > 0 && (
          <div className="row">
            {(['xml', 'xlsx'] as const).map((ending) => (
              <a key={ending} className="row text-button" href={address(ending)} download>
                <Download size="1.125em" aria-hidden /> {t.download(ending.toUpperCase())}
              </a>
            ))}
          </div>
        )
      }
      tools={
        <>
          <Select label={t.monthField} options={options} value={month} onChange={(from) => go({ from })} />
          {all && (
            <Select
              label={t.body}
              options={(bodies?.items ?? []).map(({ id, short_name: title }) => ({ id, title }))}
              value={place.body ?? me.body.id}
              onChange={(body) => go({ body })}
            />
          )}
        </>
      }
    >
      {error ? <ErrorBox error={error} onRetry={() => void refetch()} /> : data === undefined ? <Skeleton shape="list" count={4} /> : <State account={data} own={data.body_id === me.body.id} admin={me.rights.includes('org.admin')} />}
    </Part>
  );
}

function State({ account, own, admin }: { account: Account; own: boolean; admin: boolean }) {
  const [asked, setAsked] = useState(false);
  const navigate = useNavigate();
  // The card itself opens in its own body; of another body the control department opens the line of the register.
  const open = (id: number) => void navigate({ href: own ? cardHref(id, 'appeal') : `/oversight/register?body=${account.body_id}&open=${id}` });
  return (
    <div className="stack">
      {account.count > 0 && <p>{t.accounted(account.count)}</p>}
      {account.department_id === '' && (
        <Banner tone="warn" action={own && admin && <Button onPress={() => setAsked(true)}>{t.setGuid}</Button>}>
          {t.noGuid}
        </Banner>
      )}
      {asked && <GuidDialog onClose={() => setAsked(false)} />}
      {account.count === 0 ? (
        <Empty icon={Inbox} title={t.accountEmpty}>
          {t.accountEmptyHint}
        </Empty>
      ) : account.missing.length === 0 ? (
        <Empty icon={CircleCheck} title={t.whole} />
      ) : (
        <section aria-label={t.missing}>
          <h2>{t.missing}</h2>
          <ul className="lines">
            {account.missing.map((one) => (
              <li key={one.document_id} className="line row row-wrap">
                <TextButton onPress={() => open(one.document_id)}>{`№ ${one.number}`}</TextButton>
                {one.lacks.map((lack) => (
                  <Tag key={lack} tone="warn">
                    {t.lacks[lack as keyof typeof t.lacks]}
                  </Tag>
                ))}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function GuidDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const { value, change, clear } = useDraft('oversight:guid', { guid: '' });
  const run = async () => {
    await api.PUT('/api/reports/sstu/department', { body: { guid: value.guid.trim() } });
    clear();
    await client.invalidateQueries({ queryKey: ['oversight', 'account'] });
    onClose();
  };
  return (
    <ActDialog title={t.guidTitle} action={t.setGuid} onClose={onClose} ready={() => value.guid.trim().length === 36} run={run}>
      <Field label={t.guid} hint={t.guidHint} value={value.guid} onChange={(guid) => change({ guid })} maxLength={36} required autoFocus />
    </ActDialog>
  );
}
