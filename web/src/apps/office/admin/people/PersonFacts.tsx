import { useRouteContext } from '@tanstack/react-router';
import { Upload } from 'lucide-react';
import type { ReactNode } from 'react';
import { people as t, roleWords } from '@/i18n/ru/admin';
import { certificates } from '@/i18n/ru/certificates';
import { dayNumbers } from '@/lib/dates';
import { Button } from '@/ui/Button';
import { Banner } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { Timeline } from '@/ui/Timeline';
import { When } from '@/ui/When';
import { Certificates } from '../../certificates/Certificates';
import { Powers } from '../../certificates/Powers';
import type { EmployeeCard } from '../queries';
import { rightsText } from './RolesField';
import { OpenTasks } from './OpenTasks';

/** What is known of a person: post, ways to reach him, roles with what they give, posts held before. */
export function PersonFacts({ person, onAct }: { person: EmployeeCard; onAct: (act: 'certificate' | 'power') => void }) {
  const { me } = useRouteContext({ from: '/shell' });
  const own = me.id === person.id;
  const gone = person.dismissed_at !== null;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t.columns.post, person.post],
    [t.columns.unit, person.unit],
    [t.contacts, [person.phone, person.email].filter(Boolean).join(', ') || <span className="muted">{t.noContacts}</span>],
    ...(person.login ? [[t.login, person.login] as const] : []),
    [t.hiredOn, <When key="hired" value={person.hired_on} />],
    ...(person.deputy ? [[t.deputy, t.deputyBy(person.deputy.name, person.deputy.basis ?? '')] as const] : []),
  ];
  return (
    <>
      {person.dismissed_at !== null && (
        <Banner tone="warn">
          {t.wasDismissed} <When value={person.dismissed_at} />
        </Banner>
      )}
      {!gone && person.blocked && <Banner tone="warn">{`${t.blocked}. ${t.blockedLead}`}</Banner>}
      <dl className="drawer-facts">
        {facts.map(([label, value]) => (
          <div key={label} className="fact">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {gone ? (
        <section className="drawer-part">
          <h3>{t.tasks}</h3>
          <OpenTasks personId={person.id} />
        </section>
      ) : (
        <section className="drawer-part">
          <h3>{t.roles}</h3>
          {person.roles.length === 0 ? (
            <p className="muted">{t.noRoles}</p>
          ) : (
            <div className="row row-wrap">
              {person.roles.map((role) => (
                <Tag key={role}>{roleWords[role]?.title ?? role}</Tag>
              ))}
            </div>
          )}
          <p className="small muted">
            {t.rights}: {rightsText(person.rights)}
          </p>
        </section>
      )}
      {!gone && (
        <section className="drawer-part">
          <h3>{certificates.title}</h3>
          <Certificates personId={person.id} own={own} />
          <h3>{certificates.powers}</h3>
          <Powers personId={person.id} change={!own} />
          {!own && (
            <div className="row row-wrap">
              <Button small icon={Upload} onPress={() => onAct('certificate')}>
                {certificates.add}
              </Button>
              <Button small icon={Upload} onPress={() => onAct('power')}>
                {certificates.powerAdd}
              </Button>
            </div>
          )}
        </section>
      )}
      <section className="drawer-part">
        <h3>{t.posts}</h3>
        <Timeline
          label={t.posts}
          items={person.appointments.map((held) => ({
            id: held.id,
            title: held.post_name,
            who: held.unit_name,
            when: held.to_day === '' ? t.since(dayNumbers(held.from_day)) : t.period(dayNumbers(held.from_day), dayNumbers(held.to_day)),
            state: held.to_day === '' && !gone ? 'now' : 'done',
            children: held.basis,
          }))}
        />
      </section>
    </>
  );
}
