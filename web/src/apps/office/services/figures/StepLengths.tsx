import { serviceFigures as t } from '@/i18n/ru/serviceFigures';
import { number } from '@/lib/plural';
import { Link } from '@/ui/Button';
import { listHref } from './place';
import type { Figures, Length, StepLength } from './queries';

const title = (step: StepLength) => t.words.step?.[step.kind] ?? step.kind;
/** A length opens the steps that it is made of, the longest first. */
const Lasting = ({ seconds, of: { count }, filter }: { seconds: number; of: Length; filter: Length['filter'] }) => (count === 0 ? t.none : <Link href={listHref(filter)}>{t.lasting(seconds)}</Link>);

/** How long each kind of step takes: the table is the truth, the bar beside it a drawing. */
export function StepLengths({ figures }: { figures: Figures }) {
  const { steps } = figures;
  if (steps.length === 0) return null;
  const longest = Math.max(1, ...steps.map(({ now }) => now.p90));
  return (
    <section className="figure-block wide" aria-labelledby="step-lengths">
      <h2 id="step-lengths">{t.steps}</h2>
      <table className="step-lengths">
        <thead>
          <tr>
            <th scope="col">{t.stepColumns.step}</th>
            <th scope="col" className="count">
              {t.stepColumns.count}
            </th>
            <th scope="col" className="count">
              {t.stepColumns.median}
            </th>
            <th scope="col" className="count">
              {t.stepColumns.p90}
            </th>
            <th scope="col" className="picture">
              {t.stepColumns.picture}
            </th>
            <th scope="col" className="count">
              {t.stepColumns.medianAgo}
            </th>
            <th scope="col" className="count">
              {t.stepColumns.p90Ago}
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <StepLine key={step.kind} step={step} longest={longest} />
          ))}
        </tbody>
      </table>
      <p className="muted small">{t.stepsNote(t.percent(figures.span_error))}</p>
    </section>
  );
}

function StepLine({ step, longest }: { step: StepLength; longest: number }) {
  const { now, before } = step;
  const width = (seconds: number) => Math.max(now.count === 0 ? 0 : 4, (seconds / longest) * 1000);
  return (
    <tr>
      <th scope="row">{title(step)}</th>
      <td className="count" data-title={t.stepColumns.count}>
        {now.count > 0 ? <Link href={listHref(now.filter)}>{number(now.count)}</Link> : number(now.count)}
      </td>
      <td className="count" data-title={t.stepColumns.median}>
        <Lasting seconds={now.median} of={now} filter={now.filter} />
      </td>
      <td className="count" data-title={t.stepColumns.p90}>
        <Lasting seconds={now.p90} of={now} filter={now.longer} />
      </td>
      <td className="picture">
        <span className="visually-hidden">{now.count > 0 ? t.lasts(t.lasting(now.median), t.lasting(now.p90)) : t.none}</span>
        <svg viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden>
          <rect className="fill-plain" y="6" width={width(now.p90)} height="8" />
          <rect className="fill-accent" y="2" width={width(now.median)} height="16" />
        </svg>
      </td>
      <td className="count muted" data-title={t.stepColumns.medianAgo}>
        <Lasting seconds={before.median} of={before} filter={before.filter} />
      </td>
      <td className="count muted" data-title={t.stepColumns.p90Ago}>
        <Lasting seconds={before.p90} of={before} filter={before.longer} />
      </td>
    </tr>
  );
}
