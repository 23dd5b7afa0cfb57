import { Link, Outlet, useLocation, useRouteContext, useRouter } from '@tanstack/react-router';
import { applicationWords as t } from '@/i18n/ru/applications';
import { Select } from '@/ui/Select';
import { partsFor } from './parts';
import '../admin/admin.css';
import './services.css';

/** Parts on the left (a choice above on a phone), the chosen one on the right. */
export function ServicesPage() {
  const { me } = useRouteContext({ from: '/shell' });
  const { pathname } = useLocation();
  const router = useRouter();
  const mine = partsFor(me);
  return (
    <div className="admin">
      <nav className="admin-nav" aria-label={t.title} data-pane>
        {mine.map(({ id, to, icon: Icon }) => (
          <Link key={id} to={to} className="nav-link" activeProps={{ 'aria-current': 'page' }}>
            <Icon size="1.25em" strokeWidth={1.75} aria-hidden />
            <span className="grow">{t.parts[id]}</span>
          </Link>
        ))}
      </nav>
      <div className="admin-choice">
        <Select
          label={t.part}
          options={mine.map(({ id }) => ({ id, title: t.parts[id] }))}
          value={mine.find(({ to }) => pathname.startsWith(to))?.id ?? 'queue'}
          onChange={(id) => void router.navigate({ href: `/applications/${id}` })}
        />
      </div>
      <div className="admin-part" data-pane>
        <Outlet />
      </div>
    </div>
  );
}
