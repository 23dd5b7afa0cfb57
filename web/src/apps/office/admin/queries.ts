import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import type { components } from '@/api/schema';
import type { Option } from '@/ui/Select';
import type { AuditFilter } from './audit/filter';

type Schemas = components['schemas'];
export type Employee = Schemas['OrgEmployee'];
export type EmployeeCard = Schemas['OrgCard'];
export type Structure = Schemas['OrgStructure'];
export type Unit = Schemas['OrgUnit'];
export type PostPlace = Schemas['OrgPostPlace'];
export type Body = Schemas['OrgBody'];
export type SubstitutionRow = Schemas['OrgSubstitutionRow'];
export type Pair = Schemas['OrgPair'];
export type Leaving = Schemas['TasksLeaving'];
export type Journal = Schemas['RegistryJournal'];
export type CaseFile = Schemas['RegistryCaseFile'];
export type Kind = Schemas['DocumentsBodyKind'];
export type RouteView = Schemas['ApprovalRouteView'];
export type Stage = Schemas['ApprovalStage'];
export type Participant = Schemas['ApprovalParticipant'];
export type TermChoice = Schemas['AssignmentsChoice'];
export type Correspondent = Schemas['DocumentsCorrespondent'];
export type AuditRow = Schemas['AppAuditRow'];
export type Health = Schemas['TelemetryHealth'];

export const mostPeople = 200;

export interface PeopleFilter {
  q: string;
  unit?: number | undefined;
  dismissed?: boolean | undefined;
}

export const peopleQuery = ({ q, unit, dismissed }: PeopleFilter) =>
  queryOptions({
    queryKey: ['admin', 'people', { q, unit, dismissed }],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => take(api.POST('/api/employees/find', { body: { q, unit_id: unit, dismissed, limit: mostPeople }, signal })),
  });

export const personQuery = (id: number) =>
  queryOptions({
    queryKey: ['admin', 'people', 'card', id],
    queryFn: ({ signal }) => take(api.GET('/api/employees/{id}', { params: { path: { id } }, signal })),
  });

export const leavingQuery = (id: number) =>
  queryOptions({
    queryKey: ['admin', 'people', 'tasks', id],
    staleTime: 0,
    queryFn: ({ signal }) => take(api.GET('/api/employees/{id}/tasks', { params: { path: { id } }, signal })),
  });

export const rolesQuery = queryOptions({
  queryKey: ['admin', 'roles'],
  staleTime: Infinity,
  queryFn: ({ signal }) => take(api.GET('/api/roles', { signal })),
});

export const structureQuery = queryOptions({
  queryKey: ['admin', 'structure'],
  queryFn: ({ signal }) => take(api.GET('/api/structure', { signal })),
});

export const substitutionsQuery = queryOptions({
  queryKey: ['admin', 'substitutions'],
  queryFn: ({ signal }) => take(api.GET('/api/substitutions', { signal })),
});

export const assistantsQuery = queryOptions({
  queryKey: ['admin', 'assistants'],
  queryFn: ({ signal }) => take(api.GET('/api/assistants', { signal })),
});

export const journalsQuery = queryOptions({
  queryKey: ['journals'],
  queryFn: ({ signal }) => take(api.GET('/api/journals', { signal })),
});

export const filePlanQuery = queryOptions({
  queryKey: ['case-files', 'plan'],
  queryFn: ({ signal }) => take(api.GET('/api/case-files', { params: { query: { year: 0 } }, signal })),
});

export const kindsQuery = queryOptions({
  queryKey: ['kinds'],
  staleTime: 600_000,
  queryFn: ({ signal }) => take(api.GET('/api/kinds', { signal })),
});

export const routesQuery = queryOptions({
  queryKey: ['admin', 'routes'],
  queryFn: ({ signal }) => take(api.GET('/api/routes', { signal })),
});

export const formsQuery = queryOptions({
  queryKey: ['letter-forms'],
  queryFn: ({ signal }) => take(api.GET('/api/letter-forms', { signal })),
});

export type LetterForm = components['schemas']['AppealsFormView'];

export const termsQuery = queryOptions({
  queryKey: ['terms'],
  queryFn: ({ signal }) => take(api.GET('/api/terms', { signal })),
});

export const bodiesQuery = queryOptions({
  queryKey: ['admin', 'bodies'],
  staleTime: 600_000,
  queryFn: ({ signal }) => take(api.GET('/api/bodies', { signal })),
});

export const mostCorrespondents = 100;

export const correspondentsQuery = (typed: string) =>
  queryOptions({
    queryKey: ['admin', 'correspondents', typed],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => take(api.POST('/api/correspondents/find', { body: { typed, limit: mostCorrespondents }, signal })),
  });

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['admin', 'audit', filter],
    queryFn: ({ pageParam, signal }) => {
      const { object, actor, action, result, from, to } = filter;
      const query = { object_kind: object, actor_id: actor, action, result, from, to, after: pageParam, limit: 100 };
      return take(api.GET('/api/audit', { params: { query }, signal }));
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next || undefined,
  });

export const healthQuery = queryOptions({
  queryKey: ['admin', 'health'],
  staleTime: 0,
  queryFn: ({ signal }) => take(api.GET('/api/health', { signal })),
});

export const employeeOption = ({ id, short_name: title, post, unit }: Employee): Option<number> => ({
  id,
  title,
  hint: [post, unit].filter(Boolean).join(', '),
});

/** People of the own body as one types; for Combo and PeoplePicker. */
export async function loadEmployees(q: string, signal: AbortSignal): Promise<Option<number>[]> {
  const found = await take(api.POST('/api/employees/find', { body: { q, limit: 30 }, signal }));
  return found.items.map(employeeOption);
}

/** The same, only those who consider documents. */
export async function loadExecutives(q: string, signal: AbortSignal): Promise<Option<number>[]> {
  const found = await take(api.POST('/api/employees/find', { body: { q, executive: true, limit: 30 }, signal }));
  return found.items.filter((one) => one.executive).map(employeeOption);
}
