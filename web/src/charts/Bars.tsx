import { ChartColumn, Table } from 'lucide-react';
import { useState } from 'react';
import { kit } from '@/i18n/ru/kit';
import { number } from '@/lib/plural';
import { IconButton } from '@/ui/Button';
import type { Tone } from '@/ui/Tag';
import './charts.css';

export interface Series {
  id: string;
  title: string;
  tone: Tone;
}

export interface Bar {
  id: string | number;
  title: string;
  /** Value by series id. */
  values: Readonly<Record<string, number>>;
  /** The bar opens its list. */
  href?: string;
}

interface BarsProps {
  title: string;
  /** One series makes plain bars, several make stacked ones. */
  series: readonly Series[];
  bars: readonly Bar[];
  /** What is counted, for the table's head: «Орган». */
  what: string;
}

const total = (bar: Bar, series: readonly Series[]) => series.reduce((sum, one) => sum + (bar.values[one.id] ?? 0), 0);

/** Horizontal bars: long names of bodies stay readable. The same figures as a table by one press. */
export function Bars({ title, series, bars, what }: BarsProps) {
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className="chart">
      <figcaption className="chart-head">
        <h3>{title}</h3>
        <IconButton
          small
          icon={asTable ? ChartColumn : Table}
          label={asTable ? kit.chart : kit.table}
          onPress={() => setAsTable((now) => !now)}
        />
      </figcaption>
      {asTable ? <BarTable series={series} bars={bars} what={what} title={title} /> : <BarPicture series={series} bars={bars} />}
    </figure>
  );
}

function BarPicture({ series, bars }: Pick<BarsProps, 'series' | 'bars'>) {
  const most = Math.max(1, ...bars.map((bar) => total(bar, series)));
  return (
    <>
      {series.length > 1 && (
        <ul className="chart-legend">
          {series.map((one) => (
            <li key={one.id}>
              <svg className={`fill-${one.tone}`} viewBox="0 0 10 10" width="0.75em" height="0.75em" aria-hidden>
                <rect width="10" height="10" rx="2" />
              </svg>
              {one.title}
            </li>
          ))}
        </ul>
      )}
      <ul className="chart-bars">
        {bars.map((bar) => (
          <BarLine key={bar.id} bar={bar} series={series} most={most} />
        ))}
      </ul>
    </>
  );
}

function BarLine({ bar, series, most }: { bar: Bar; series: readonly Series[]; most: number }) {
  const starts = series.map((_, index) => total(bar, series.slice(0, index)));
  return (
    <li className="chart-line">
      {bar.href ? (
        <a href={bar.href} className="chart-name" title={bar.title}>
          {bar.title}
        </a>
      ) : (
        <span className="chart-name" title={bar.title}>
          {bar.title}
        </span>
      )}
      <svg className="chart-bar" viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden>
        {series.map((one, index) => {
          const value = bar.values[one.id] ?? 0;
          if (value === 0) return null;
          return (
            <rect
              key={one.id}
              className={`fill-${one.tone}`}
              x={((starts[index] ?? 0) / most) * 1000}
              width={Math.max(2, (value / most) * 1000 - 2)}
              height="20"
            >
              <title>{`${one.title}: ${number(value)}`}</title>
            </rect>
          );
        })}
      </svg>
      <span className="chart-value">
        {number(total(bar, series))}
        {series.length > 1 && (
          <span className="visually-hidden">{series.map((one) => ` ${one.title}: ${number(bar.values[one.id] ?? 0)}`).join(',')}</span>
        )}
      </span>
    </li>
  );
}

function BarTable({ series, bars, what, title }: BarsProps) {
  return (
    <div className="chart-table">
      <table>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{what}</th>
            {series.map((one) => (
              <th key={one.id} scope="col" className="number">
                {one.title}
              </th>
            ))}
            {series.length > 1 && (
              <th scope="col" className="number">
                {kit.total}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.id}>
              <th scope="row">{bar.href ? <a href={bar.href}>{bar.title}</a> : bar.title}</th>
              {series.map((one) => (
                <td key={one.id} className="number">
                  {number(bar.values[one.id] ?? 0)}
                </td>
              ))}
              {series.length > 1 && <td className="number">{number(total(bar, series))}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
