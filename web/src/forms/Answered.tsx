/** @jsxImportSource preact */
import { w } from '@/i18n/ru/wizard';
import type { Answers, FormFile, PageFile } from './form';
import { answered, type Row } from './words';

function Rows({ rows }: { rows: Row[] }) {
  return (
    <dl class="w-facts">
      {rows.map((row) => (
        <div key={row.title}>
          <dt>{row.title}</dt>
          <dd>{row.rows.length ? <Rows rows={row.rows} /> : row.words}</dd>
        </div>
      ))}
    </dl>
  );
}

/** All answers by pages, each with a way back to its page. */
export function Answered({ form, asked, change }: { form: FormFile; asked: Answers; change: (page: PageFile) => void }) {
  return (
    <>
      {answered(form, asked).map(({ page, rows }) => {
        const only = rows.length === 1 && rows[0]?.title === page.title ? rows[0] : undefined;
        return (
          <section key={page.code} class="w-answers" aria-label={page.title}>
            <h2>{page.title}</h2>
            <button type="button" class="w-link" onClick={() => change(page)}>
              {w.change}
              <span class="visually-hidden">{w.changeOf(page.title)}</span>
            </button>
            {only && !only.rows.length ? <p>{only.words}</p> : <Rows rows={only?.rows ?? rows} />}
          </section>
        );
      })}
    </>
  );
}
