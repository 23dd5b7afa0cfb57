import { applicationWords as t } from '@/i18n/ru/applications';
import { fold } from '@/lib/fold';
import { Tag } from '@/ui/Tag';
import { Requests } from '../interagency/Requests';
import type { Card } from './queries';

type Told = Card['told'][number];

/** All interagency requests of an application, and what came back beside what the applicant himself has said. */
export function RequestsTab({ card }: { card: Card }) {
  const compared = card.told.map((told) => ({ told, rows: beside(card, told) })).filter(({ rows }) => rows.length > 0);
  return (
    <div className="stack">
      <Requests about={{ kind: 'application', id: card.id }} ask={false} />
      {compared.map(({ told, rows }) => (
        <section key={told.request_id} className="application-part" aria-label={t.compared(told.name)}>
          <h2>{t.compared(told.name)}</h2>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is scrolled by keys too */}
          <div className="table-scroll" role="region" aria-label={told.name} tabIndex={0}>
            <table className="plain-table answers-compared">
              <thead>
                <tr>
                  <th scope="col">{t.sameFact}</th>
                  <th scope="col">{t.toldByBody}</th>
                  <th scope="col">{t.toldByApplicant}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ label, value, said, differs }) => (
                  <tr key={label}>
                    <th scope="row">{label}</th>
                    <td>{value}</td>
                    <td>
                      {said} {differs && <Tag tone="warn">{t.differs}</Tag>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      ))}
    </div>
  );
}

/** What both have said. */
const beside = (card: Card, told: Told) =>
  told.facts.flatMap(({ name, label, value }) => {
    const said = saidOf(card, name, label);
    if (said === undefined) return [];
    const same = said.hidden ? plain(value).endsWith(plain(said.words)) : plain(said.words) === plain(value); // of a hidden number the last figures are known
    return [{ label, value, said: said.words, differs: !same }];
  });

/** Names by which the dictionaries of bodies call what forms call otherwise. */
const aliases: Readonly<Record<string, string>> = { lastname: 'surname', familyname: 'surname', firstname: 'name', middlename: 'patronymic', birthdate: 'birth_date', dateofbirth: 'birth_date' };

const short = (path: string) => path.slice(path.lastIndexOf('.') + 1).toLowerCase();

/** What the applicant has said of the same thing: by the name of the element, else by the same words. */
function saidOf(card: Card, name: string, label: string) {
  const wanted = aliases[name.toLowerCase()] ?? name.toLowerCase();
  const rows = card.answers.flatMap((section) => section.rows).filter(({ words }) => words !== '');
  return rows.find(({ path }) => short(path) === wanted) ?? rows.find(({ title }) => plain(title) === plain(label));
}

/** Dates, numbers and names are the same however they are written: figures and letters alone are compared. */
const plain = (words: string) => fold(words.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3$2$1')).replace(/[^\p{L}\p{N}]/gu, '');
