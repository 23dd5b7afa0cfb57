import { approvalWords as t, voteWords } from '@/i18n/ru/approval';
import { Timeline, type TimelineItem } from '@/ui/Timeline';
import { When } from '@/ui/When';
import { classes } from '@/ui/classes';
import { stageNotes } from './StageList';
import { delayWords, stateOf, type Approval, type Cycle, type Visa } from './visas';

interface RouteViewProps {
  approval: Approval;
  cycle: Cycle;
}

/** Stages top-down with the visas of one cycle. */
export function RouteView({ approval, cycle }: RouteViewProps) {
  return (
    <ol className="route">
      {approval.stages.map((stage, index) => {
        const visas = cycle.visas.filter((visa) => visa.stage === index && visa.delegated_from === null);
        const open = approval.state === 'running' && approval.cycle === cycle.no && approval.stage === index;
        return (
          <li key={`${index}-${stage.name}`} className={classes('route-stage', open && 'route-open')} aria-current={open ? 'step' : undefined}>
            <div className="row row-wrap">
              <h3>{t.stage(index + 1, stage.name)}</h3>
              <span className="muted small">{stageNotes(stage)}</span>
            </div>
            <Timeline label={stage.name} items={visas.map((visa) => visaItem(visa, cycle))} />
          </li>
        );
      })}
    </ol>
  );
}

function visaItem(visa: Visa, cycle: Cycle): TimelineItem {
  const opinions = cycle.visas.filter((one) => one.delegated_from === visa.id);
  return {
    id: visa.id,
    title: visa.voted_name || visa.name,
    who: visa.voted_post || visa.post,
    when: visa.voted_at ? <When value={visa.voted_at} moment /> : visa.due_at && (visa.state === 'asked' || visa.state === 'delegated') && <Due visa={visa} />,
    state: stateOf(visa),
    children: <Said visa={visa} opinions={opinions} version={cycle.version_no} />,
  };
}

const Due = ({ visa }: { visa: Visa }) => (
  <span className={visa.overdue ? 'tone-danger strong' : undefined}>
    {t.until} <When value={visa.due_at ?? ''} moment />
  </span>
);

function Said({ visa, opinions, version }: { visa: Visa; opinions: readonly Visa[]; version: number }) {
  const { vote, remarks, state, on_behalf_id, name, basis, version_no } = visa;
  const delay = delayWords(visa);
  return (
    <div className="visa-said">
      <div className="row row-wrap">
        <span className={vote === 'not_agreed' ? 'tone-danger' : vote === 'agreed_with_remarks' ? 'tone-warn' : undefined}>{vote === '' ? waitingWords(state) : voteWords[vote]}</span>
        {version_no !== version && vote !== '' && <span className="muted small">{t.forVersion(version_no)}</span>}
        {delay && <span className="tone-danger small">{delay}</span>}
      </div>
      {on_behalf_id !== null && (
        <div className="muted small">
          {t.actingFor}: {name}
          {basis && `, ${t.basis(basis)}`}
        </div>
      )}
      {remarks && <blockquote className="remark">{remarks}</blockquote>}
      {opinions.map((one) => (
        <div key={one.id} className="opinion">
          <span className="strong">{one.voted_name || one.name}</span> <span className="muted small">{t.opinion}</span>
          <div>{one.vote === '' ? waitingWords(one.state) : voteWords[one.vote]}</div>
          {one.remarks && <blockquote className="remark">{one.remarks}</blockquote>}
        </div>
      ))}
    </div>
  );
}

const waitingWords = (state: Visa['state']) => (state === 'voted' ? '' : t.visa[state]);
