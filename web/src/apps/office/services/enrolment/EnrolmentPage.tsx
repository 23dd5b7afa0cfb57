import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { School as SchoolIcon } from 'lucide-react';
import { enrolmentWords as t } from '@/i18n/ru/enrolment';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { usePageTitle } from '../../shell/pageTitle';
import { schoolsQuery, type School } from './queries';
import { SchoolRegister } from './SchoolRegister';
import '../../admin/admin.css';

const route = getRouteApi('/shell/enrolment');

const counts = (school: School) => t.counts(school.enrolled, school.places, school.unchecked);

/** Schools on the left (a choice above on a phone), the register of the chosen one on the right. */
export function EnrolmentPage() {
  const { school: chosen, stage = 1, row } = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch } = useQuery(schoolsQuery());
  usePageTitle(t.title);
  if (data === undefined) return <div className="page">{error === null ? <Skeleton shape="table" count={6} /> : <ErrorBox error={error} onRetry={() => void refetch()} />}</div>;
  const selected = data.items.find(({ id }) => id === chosen) ?? data.items.find(({ unchecked }) => unchecked > 0) ?? data.items[0];
  return (
    <div className="admin">
      <nav className="admin-nav" aria-label={t.schools} data-pane>
        {data.items.map((school) => (
          <Link key={school.id} to="/enrolment" search={{ school: school.id }} className="nav-link enrolment-school" aria-current={school.id === selected?.id ? 'page' : undefined}>
            <span className="grow">
              {school.name}
              <span className="muted small enrolment-counts">{counts(school)}</span>
            </span>
          </Link>
        ))}
      </nav>
      <div className="admin-choice">
        <Select
          label={t.school}
          options={data.items.map((school) => ({ id: school.id, title: school.name, hint: counts(school) }))}
          value={selected?.id ?? null}
          onChange={(school) => void navigate({ search: { school } })}
        />
      </div>
      <div className="admin-part" data-pane>
        {selected === undefined ? (
          <Empty icon={SchoolIcon} title={t.noSchools}>
            {t.noSchoolsHint}
          </Empty>
        ) : (
          <SchoolRegister
            key={`${selected.id}-${stage}`}
            school={selected}
            stage={stage}
            opened={row}
            go={(place) => void navigate({ search: { school: selected.id, ...(stage === 2 ? { stage } : {}), ...place } })}
          />
        )}
      </div>
    </div>
  );
}
