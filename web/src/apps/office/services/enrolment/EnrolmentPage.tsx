import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Plus, School as SchoolIcon } from 'lucide-react';
import { Suspense, useState } from 'react';
import { enrolmentWords as t } from '@/i18n/ru/enrolment';
import { Button } from '@/ui/Button';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { usePageTitle } from '../../shell/pageTitle';
import { Dates, SchoolDialog } from './forms';
import { schoolsQuery, unsortedQuery, type School } from './queries';
import { SchoolRegister } from './SchoolRegister';
import { Unsorted } from './Unsorted';
import '../../admin/admin.css';

const route = getRouteApi('/shell/enrolment');

const counts = (school: School) => t.counts(school.enrolled, school.places, school.unchecked);

/** Schools on the left (a choice above on a phone), the register of the chosen one on the right. */
export function EnrolmentPage() {
  const { school: chosen, stage = 1, group, state, row, part } = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch } = useQuery(schoolsQuery());
  const unsorted = useInfiniteQuery(unsortedQuery()).data?.pages[0]?.count ?? 0;
  const [adding, setAdding] = useState(false);
  const client = useQueryClient();
  usePageTitle(t.title);
  if (data === undefined) return <div className="page">{error === null ? <Skeleton shape="table" count={6} /> : <ErrorBox error={error} onRetry={() => void refetch()} />}</div>;
  const selected = data.items.find(({ id }) => id === chosen) ?? data.items.find(({ unchecked }) => unchecked > 0) ?? data.items[0];
  return (
    <div className="admin">
      <nav className="admin-nav" aria-label={t.schools} data-pane>
        {data.items.map((school) => (
          <Link key={school.id} to="/enrolment" search={{ school: school.id }} className="nav-link enrolment-school" aria-current={part === undefined && school.id === selected?.id ? 'page' : undefined}>
            <span className="grow">
              {school.name}
              <span className="muted small enrolment-counts">{counts(school)}</span>
            </span>
          </Link>
        ))}
        <Link to="/enrolment" search={{ part: 'unsorted' }} className="nav-link" aria-current={part === 'unsorted' ? 'page' : undefined}>
          <span className="grow">{t.unsorted}</span>
          {unsorted > 0 && <span className="count">{unsorted}</span>}
        </Link>
        <Link to="/enrolment" search={{ part: 'dates' }} className="nav-link" aria-current={part === 'dates' ? 'page' : undefined}>
          <span className="grow">{t.dates}</span>
        </Link>
        <Button icon={Plus} onPress={() => setAdding(true)}>
          {t.addSchool}
        </Button>
      </nav>
      <div className="admin-choice">
        <Select
          label={t.school}
          options={[
            ...data.items.map((school) => ({ id: String(school.id), title: school.name, hint: counts(school) })),
            { id: 'unsorted', title: t.unsorted, hint: unsorted > 0 ? t.unsortedCount(unsorted) : t.allSorted },
            { id: 'dates', title: t.dates },
          ]}
          value={part ?? (selected === undefined ? null : String(selected.id))}
          onChange={(id) => void navigate({ search: id === 'unsorted' || id === 'dates' ? { part: id } : { school: Number(id) } })}
        />
      </div>
      {adding && (
        <Suspense>
          <SchoolDialog
            onClose={() => setAdding(false)}
            onDone={() => {
              setAdding(false);
              void client.invalidateQueries({ queryKey: ['enrolment'] });
            }}
          />
        </Suspense>
      )}
      <div className="admin-part" data-pane>
        {part === 'dates' ? (
          <Suspense fallback={<Skeleton shape="table" count={4} />}>
            <Dates />
          </Suspense>
        ) : part === 'unsorted' ? (
          <Unsorted opened={row} go={(next) => void navigate({ search: { part, ...(next === undefined ? {} : { row: next }) } })} />
        ) : selected === undefined ? (
          <Empty icon={SchoolIcon} title={t.noSchools}>
            {t.noSchoolsHint}
          </Empty>
        ) : (
          <SchoolRegister
            key={`${selected.id}-${stage}`}
            school={selected}
            stage={stage}
            group={group}
            state={state}
            opened={row}
            go={(place) => void navigate({ search: (was) => ({ ...was, school: selected.id, row: undefined, ...place }) })}
          />
        )}
      </div>
    </div>
  );
}
