import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useRouteContext, useRouter } from '@tanstack/react-router';
import { ArrowLeft, Download, FileSearch } from 'lucide-react';
import { pagesOf } from '@/grid/pages';
import type { Column } from '@/grid/types';
import { ListItem } from '@/grid/ListItem';
import { applicationWords } from '@/i18n/ru/applications';
import { serviceFigures as t } from '@/i18n/ru/serviceFigures';
import { dayNumbers } from '@/lib/dates';
import { FilterChips, type Filter } from '@/ui/FilterChips';
import { Empty } from '@/ui/Notice';
import { Tag, type Tone } from '@/ui/Tag';
import { When } from '@/ui/When';
import { AdminList } from '../../admin/AdminList';
import { Part } from '../../admin/Part';
import { filterWords, type FilterWord, type Place } from './address';
import { usePlace } from './place';
import { choicesQuery, fileHref, listQuery, type Row } from './queries';

const keyOf = (row: Row) => row.step_id || row.id;
const tones: Readonly<Record<Row['term'], Tone>> = { kept: 'done', missed: 'danger', overdue: 'danger', running: 'accent', none: 'plain' };
const term = (row: Row) => <Tag tone={tones[row.term]}>{t.terms[row.term]}</Tag>;
const Marks = ({ row }: { row: Row }) => (
  <>
    {term(row)}
    <Tag>{state(row)}</Tag>
  </>
);
const state = (row: Row) => applicationWords.states[row.state] ?? row.state;

const columns: readonly Column<Row>[] = [
  { id: 'accepted', title: t.columns.accepted, width: '6.5rem', cell: (row) => <When value={row.accepted_at} /> },
  { id: 'number', title: t.columns.number, width: '9rem', cell: (row) => <span className="strong">{row.number}</span> },
  { id: 'service', title: t.columns.service, width: 'minmax(10rem, 2.5fr)', cell: (row) => <span title={row.service}>{row.service}</span> },
  { id: 'applicant', title: t.columns.applicant, width: 'minmax(8rem, 1.5fr)', cell: (row) => row.applicant || t.none },
  { id: 'body', title: t.columns.body, width: 'minmax(7rem, 1.5fr)', cell: (row) => <span title={row.body}>{row.body}</span> },
  { id: 'state', title: t.columns.state, width: '9rem', cell: state },
  { id: 'term', title: t.columns.term, width: '6.5rem', cell: term },
  { id: 'territory', title: t.columns.territory, width: 'minmax(7.5rem, 1fr)', cell: (row) => <span title={row.territory}>{row.territory || t.none}</span> },
];

const lasted: Column<Row> = { id: 'lasted', title: t.columns.lasted, width: '6.5rem', cell: (row) => <span className="strong">{t.lasting(row.lasted)}</span> };

/** Who oversees the region sees bodies and no names, a body its own applicants. A list of steps begins with their length. */
const columnsFor = (whole: boolean, steps: boolean) => [...(steps ? [lasted] : []), ...columns.filter(({ id }) => id !== (whole ? 'applicant' : 'body'))];

const item = (row: Row) => (
  <ListItem title={row.service} when={row.step_id ? t.lasting(row.lasted) : <When value={row.accepted_at} />} subject={row.applicant || [row.body, row.territory].filter(Boolean).join(', ')} number={`№ ${row.number}`} tags={<Marks row={row} />} />
);

/** The applications that a figure has counted. */
export function ListPage() {
  const { me } = useRouteContext({ from: '/shell' });
  const { place, go } = usePlace();
  const router = useRouter();
  const query = useInfiniteQuery({ ...listQuery(place), enabled: place.from !== undefined && place.to !== undefined });
  const list = pagesOf(query);
  const chips = useChips(place);
  return (
    <Part
      title={t.list}
      lead={list.rows.some((row) => !row.visible) ? t.hidden : undefined}
      action={
        <a className="row text-button" href={fileHref('/api/service-figures/applications.xlsx', place)} download>
          <Download size="1.125em" aria-hidden /> {t.xlsx}
        </a>
      }
      tools={
        <div className="row row-wrap services-tools">
          <Link to="/applications/figures" search={{ period: 'own', from: place.from, to: place.to, body: place.body, service: place.service }} className="row">
            <ArrowLeft size="1em" aria-hidden /> {t.back}
          </Link>
          <strong>{t.period(dayNumbers(place.from ?? ''), dayNumbers(place.to ?? ''))}</strong>
          <FilterChips filters={chips} onRemove={(id) => go({ [id]: undefined, ...(id === 'passed' && { least: undefined }) })} />
          <span role="status">{query.data && (place.passed === undefined ? t.found : t.foundSteps)(query.data.pages[0]?.count ?? 0)}</span>
        </div>
      }
    >
      <AdminList
        label={t.list}
        {...list}
        keyOf={keyOf}
        columns={columnsFor(me.rights.includes('services.oversee') && me.body.overseer, place.passed !== undefined)}
        item={item}
        onOpen={(row) => row.visible && void router.navigate({ href: `/applications/${row.id}` })}
        empty={
          <Empty icon={FileSearch} title={t.nothing}>
            {t.nothingHint}
          </Empty>
        }
      />
    </Part>
  );
}

/** What of the filter can be taken off, in words. */
function useChips(place: Place): Filter[] {
  const { data: services } = useQuery({ ...choicesQuery, enabled: place.service !== undefined });
  const chips: Filter[] = [];
  const put = (id: FilterWord | 'service', title: string | undefined) => title && chips.push({ id, title });
  if (place.service !== undefined) put('service', services?.items.find(({ id }) => id === place.service)?.name);
  for (const word of filterWords) {
    const value = place[word];
    if (value === undefined) continue;
    if (word === 'passed') put(word, t.passed(t.words.step?.[value] ?? value));
    else put(word, t.words[word]?.[value] ?? value);
  }
  if (place.weekday !== undefined) put('weekday', t.words.weekday?.[String(place.weekday)]);
  if (place.hour !== undefined) put('hour', t.atHour(t.hour(String(place.hour))));
  if (place.least !== undefined) put('least', t.least(t.lasting(place.least)));
  return chips;
}
