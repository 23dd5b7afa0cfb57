import { ChartColumn, Table } from 'lucide-react';
import { useState } from 'react';
import { kit } from '@/i18n/ru/kit';
import { number } from '@/lib/plural';
import { IconButton, Link } from '@/ui/Button';
import './charts.css';
import './compared.css';

export interface ComparedLine {
  id: string;
  title: string;
  /** Under a column, where there is no room for the title. */
  short?: string;
  count: number;
  before: number;
  /** The figure opens its list, and that of the year before its own. */
  href?: string | undefined;
  beforeHref?: string | undefined;
}

export interface ComparedWords {
  now: string;
  before: string;
  change: string;
  none: string;
  points: (count: number) => string;
  all: (count: number) => string;
  fewer: string;
}

interface ComparedProps {
  title: string;
  /** What is counted, for the table's head: «Услуга». */
  what: string;
  lines: readonly ComparedLine[];
  words: ComparedWords;
  /** Bars for names, columns for what follows in time. */
  shape?: 'bars' | 'columns';
}

/** As many lines are shown before the others are asked for. */
const first = 10;

/** Figures beside those of the year before: a picture, and by one press the table that says the same. */
export function Compared({ title, what, lines, words, shape = 'bars' }: ComparedProps) {
  const [asTable, setAsTable] = useState(false);
  const [all, setAll] = useState(false);
  const folded = shape === 'bars' && lines.length > first + 2;
  const shown = folded && !all ? lines.slice(0, first) : lines;
  return (
    <figure className="chart compared">
      <figcaption className="chart-head">
        <h2>{title}</h2>
        <IconButton small icon={asTable ? ChartColumn : Table} label={`${title}: ${asTable ? kit.chart : kit.table}`} onPress={() => setAsTable((now) => !now)} />
      </figcaption>
      {asTable ? <ComparedTable title={title} what={what} lines={shown} words={words} /> : <Picture lines={shown} words={words} shape={shape} />}
      {folded && (
        <button type="button" className="text-button" onClick={() => setAll((now) => !now)}>
          {all ? words.fewer : words.all(lines.length)}
        </button>
      )}
    </figure>
  );
}

function Picture({ lines, words, shape }: Pick<ComparedProps, 'lines' | 'words'> & { shape: 'bars' | 'columns' }) {
  const most = Math.max(1, ...lines.flatMap(({ count, before }) => [count, before]));
  const Line = shape === 'bars' ? BarLine : Column;
  return (
    <ul className={shape === 'bars' ? 'compared-bars' : lines.length > 12 ? 'compared-columns many' : 'compared-columns'}>
      {lines.map((line) => (
        <Line key={line.id} line={line} most={most} words={words} />
      ))}
    </ul>
  );
}

/** What the two drawings of each figure are; it stands once above all pictures of a page. */
export const Legend = ({ words }: { words: Pick<ComparedWords, 'now' | 'before'> }) => (
  <ul className="chart-legend" aria-hidden>
    <li>
      <Sample tone="accent" />
      {words.now}
    </li>
    <li>
      <Sample tone="plain" />
      {words.before}
    </li>
  </ul>
);

const Sample = ({ tone }: { tone: 'accent' | 'plain' }) => (
  <svg className={`fill-${tone}`} viewBox="0 0 10 10" width="0.75em" height="0.75em" aria-hidden>
    <rect y={tone === 'plain' ? 3 : 0} width="10" height={tone === 'plain' ? 4 : 10} rx="1" />
  </svg>
);

interface LineProps {
  line: ComparedLine;
  most: number;
  words: ComparedWords;
}

function BarLine({ line, most, words }: LineProps) {
  const width = (value: number) => (value === 0 ? 0 : Math.max(4, (value / most) * 1000));
  return (
    <li className="compared-bar">
      <span className="compared-name">{line.title}</span>
      <svg viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden>
        <rect className="fill-accent" width={width(line.count)} height="12" />
        <rect className="fill-plain" y="14" width={width(line.before)} height="5" />
      </svg>
      <span className="compared-count">
        <Figure line={line} />
      </span>
      <span className="compared-before muted">
        <Before line={line} words={words} />
      </span>
    </li>
  );
}

function Column({ line, most, words }: LineProps) {
  const height = (value: number) => (value === 0 ? 0 : Math.max(1, (value / most) * 100));
  const drawing = (
    <>
      <span className="compared-top" aria-hidden>
        {line.count > 0 && number(line.count)}
      </span>
      <svg viewBox="0 0 30 100" preserveAspectRatio="none" aria-hidden>
        <rect className="fill-plain" x="3" y={100 - height(line.before)} width="8" height={height(line.before)} />
        <rect className="fill-accent" x="12" y={100 - height(line.count)} width="15" height={height(line.count)} />
      </svg>
      <span className="compared-under">
        <span aria-hidden>{line.short ?? line.title}</span>
        <span className="visually-hidden">{`${line.title}: ${number(line.count)}, ${words.before}: ${number(line.before)}`}</span>
      </span>
    </>
  );
  return (
    <li className="compared-column" title={`${line.title}: ${number(line.count)}, ${words.before.toLowerCase()}: ${number(line.before)}`}>
      {line.href && line.count > 0 ? <Link href={line.href}>{drawing}</Link> : <div>{drawing}</div>}
    </li>
  );
}

const Figure = ({ line: { count, href, title } }: { line: ComparedLine }) =>
  href && count > 0 ? (
    <Link href={href}>
      <span className="visually-hidden">{`${title}: `}</span>
      {number(count)}
    </Link>
  ) : (
    <>{number(count)}</>
  );

const Before = ({ line: { before, beforeHref, title }, words }: { line: ComparedLine; words: ComparedWords }) =>
  beforeHref && before > 0 ? (
    <Link href={beforeHref}>
      <span className="visually-hidden">{`${title}, ${words.before.toLowerCase()}: `}</span>
      {number(before)}
    </Link>
  ) : (
    <>
      <span className="visually-hidden">{`${words.before}: `}</span>
      {number(before)}
    </>
  );

function ComparedTable({ title, what, lines, words }: Pick<ComparedProps, 'title' | 'what' | 'lines' | 'words'>) {
  return (
    <div className="chart-table">
      <table>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{what}</th>
            {[words.now, words.before, words.change].map((head) => (
              <th key={head} scope="col" className="number">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <th scope="row">{line.title}</th>
              <td className="number">
                <Figure line={line} />
              </td>
              <td className="number">
                <Before line={line} words={words} />
              </td>
              <td className="number">{line.before === 0 ? words.none : words.points(Math.round(((line.count - line.before) / line.before) * 100))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
