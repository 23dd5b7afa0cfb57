import { getRouteApi } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Download, Printer } from 'lucide-react';
import { Link as AriaLink } from 'react-aria-components';
import type { components } from '@/api/schema';
import { approvalStates, approvalWords, disagreementWords, sheetWords as t, voteWords } from '@/i18n/ru/approval';
import { exact, momentWords } from '@/lib/dates';
import { Button, Link } from '@/ui/Button';
import { ErrorBox, Skeleton } from '@/ui/Notice';
import { TableHead } from '@/ui/TableHead';
import { cardHref } from '../card/parts';
import { usePageTitle } from '../shell/pageTitle';
import { sheetQuery } from './queries';
import './approval.css';

type Sheet = components['schemas']['ApprovalSheet'];
type Row = components['schemas']['ApprovalSheetRow'];

const route = getRouteApi('/shell/approval-sheet/$id');

/** Лист согласования: version, person, visa, remark, date – on the screen, on paper, as PDF. */
export function SheetPage() {
  usePageTitle(t.title);
  const id = Number(route.useParams().id);
  const { data: sheet, error, refetch } = useQuery(sheetQuery(id));
  return (
    <div className="page sheet stack" data-pane>
      <div className="row row-wrap no-print">
        <Link href={cardHref(id, 'approval')}>{t.back}</Link>
        <span className="grow" />
        <Button icon={Printer} keys="Ctrl+P" onPress={() => window.print()}>
          {t.print}
        </Button>
        <AriaLink className="button outline" href={`/api/documents/${id}/approval-sheet.pdf`} download>
          <Download size="1.125em" aria-hidden />
          <span className="button-text">{t.pdf}</span>
        </AriaLink>
      </div>
      <h1>{t.title}</h1>
      {error !== null && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {error === null && sheet === undefined && <Skeleton shape="table" count={8} />}
      {sheet && <SheetBody sheet={sheet} />}
    </div>
  );
}

function SheetBody({ sheet }: { sheet: Sheet }) {
  return (
    <>
      <dl className="facts-two">
        <dt>{t.document}</dt>
        <dd>
          {sheet.kind}: {sheet.summary}
        </dd>
        <dt>{t.number}</dt>
        <dd>{sheet.number || t.noNumber}</dd>
        <dt>{t.route}</dt>
        <dd>{sheet.route || t.ownRoute}</dd>
        <dt>{t.initiator}</dt>
        <dd>
          {[sheet.initiator.name, sheet.initiator.post].filter(Boolean).join(', ')}
          {sheet.initiator.phone && `, ${t.phone} ${sheet.initiator.phone}`}
        </dd>
        <dt>{t.state}</dt>
        <dd>
          {approvalStates[sheet.state]}
          {sheet.ended_at && `, ${momentWords(sheet.ended_at)}`}
        </dd>
        <dt>{t.hash}</dt>
        <dd className="sheet-hash">{sheet.sha256}</dd>
      </dl>
      {sheet.cycles.map((cycle) => (
        <section key={cycle.no} className="stack">
          <h2>{t.cycle(cycle.no, cycle.version_no)}</h2>
          <Rows label={t.cycle(cycle.no, cycle.version_no)} rows={sheet.rows.filter((row) => row.cycle === cycle.no)} version={cycle.version_no} />
        </section>
      ))}
      {sheet.disagreements.length > 0 && (
        <section className="stack">
          <h2>{t.disagreements}</h2>
          <Protocol rows={sheet.disagreements} />
        </section>
      )}
      <p className="muted small">
        {t.generated} {exact(sheet.generated_at)}. {t.sheetHash}: <span className="sheet-hash">{sheet.hash}</span>
      </p>
    </>
  );
}

/** Протокол разногласий, as it is printed. */
function Protocol({ rows }: { rows: Sheet['disagreements'] }) {
  const c = disagreementWords.columns;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolled region must be reachable by keys
    <div className="sheet-scroll" role="region" aria-label={t.disagreements} tabIndex={0}>
      <table className="sheet-table">
        <TableHead titles={[c.who, c.version, c.remark, c.position, c.outcome]} />
        <tbody>
          {rows.map((row) => (
            <tr key={row.visa_id}>
              <td>
                <div className="strong">{row.name}</div>
                <div className="muted small">{row.post}</div>
              </td>
              <td>{row.version_no}</td>
              <td className="sheet-remarks">{row.remarks}</td>
              <td className="sheet-remarks">
                {row.position !== '' && <div className="strong">{disagreementWords.positions[row.position]}</div>}
                {row.answer}
              </td>
              <td>
                {disagreementWords.outcomes[row.outcome]}
                {row.settled_at && <div className="muted small">{momentWords(row.settled_at)}</div>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Rows({ label, rows, version }: { label: string; rows: readonly Row[]; version: number }) {
  const c = t.columns;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolled region must be reachable by keys
    <div className="sheet-scroll" role="region" aria-label={label} tabIndex={0}>
      <table className="sheet-table">
        <TableHead titles={[c.stage, c.who, c.received, c.due, c.vote, c.decided, c.remarks]} />
        <tbody>
          {rows.map((row) => (
            <SheetLine key={`${row.cycle}-${row.stage}-${row.name}-${row.received_at ?? ''}-${row.opinion}`} row={row} version={version} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SheetLine({ row, version }: { row: Row; version: number }) {
  const { name, post, opinion, acting_for, basis, vote, late, late_days, remarks, version_no, state } = row;
  return (
    <tr>
      <td>{row.stage}</td>
      <td>
        <div className="strong">{name}</div>
        <div className="muted small">{post}</div>
        {acting_for && <div className="muted small">{[t.actingFor(acting_for), basis].filter(Boolean).join(', ')}</div>}
        {opinion && <div className="muted small">{t.opinion}</div>}
      </td>
      <td>{row.received_at && momentWords(row.received_at)}</td>
      <td>{row.due_at && momentWords(row.due_at)}</td>
      <td>
        {vote === '' ? (state === 'voted' ? t.noVote : approvalWords.visa[state]) : voteWords[vote]}
        {vote !== '' && version_no !== version && <div className="muted small">{approvalWords.forVersion(version_no)}</div>}
      </td>
      <td>
        {row.decided_at && momentWords(row.decided_at)}
        {late && <div className="tone-danger small">{late_days > 0 ? t.late(late_days) : approvalWords.late}</div>}
        {vote !== '' && <div className="muted small">{t.simple}</div>}
      </td>
      <td className="sheet-remarks">{remarks}</td>
    </tr>
  );
}
