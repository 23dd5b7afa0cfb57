import { Link, Outlet, useLocation, useRouteContext, useRouter } from '@tanstack/react-router';
import { Lock } from 'lucide-react';
import { admin } from '@/i18n/ru/admin';
import { oversight as t } from '@/i18n/ru/oversight';
import { Empty } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { partsFor } from './parts';
import '../admin/admin.css';
import './oversight.css';

/** Parts on the left (a choice above on a phone), the chosen one on the right. */
export function OversightPage() {
  const { me } = useRouteContext({ from: '/shell' });
  const { pathname } = useLocation();
  const router = useRouter();
  const mine = partsFor(me);
  const chosen = mine.find(({ to }) => to === pathname);
  return (
    <div className="admin">
      {mine.length > 0 && (
        <nav className="admin-nav" aria-label={t.title} data-pane>
          {mine.map(({ id, to, icon: Icon }) => (
            <Link key={id} to={to} className="nav-link" activeProps={{ 'aria-current': 'page' }}>
              <Icon size="1.25em" strokeWidth={1.75} aria-hidden />
              <span className="grow">{t.parts[id]}</span>
            </Link>
          ))}
        </nav>
      )}
      {mine.length > 1 && (
        <div className="admin-choice">
          <Select
            label={t.part}
            options={mine.map(({ id }) => ({ id, title: t.parts[id] }))}
            value={chosen?.id ?? null}
            onChange={(id) => void router.navigate({ href: `/oversight/${id}` })}
          />
        </div>
      )}
      <div className="admin-part" data-pane>
        {chosen ? <Outlet /> : <Foreign />}
      </div>
    </div>
  );
}

/** The address of a part that this person does not have. */
function Foreign() {
  return (
    <div className="trouble">
      <h1 className="visually-hidden">{admin.noRights}</h1>
      <Empty icon={Lock} title={admin.noRights}>
        {admin.noRightsHint}
      </Empty>
    </div>
  );
}
