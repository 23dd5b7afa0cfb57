import { ApiError } from '@/api/problem';
import { errorText } from '@/i18n/errorText';
import { audit as t, fieldWords } from '@/i18n/ru/adminWatch';
import { exact } from '@/lib/dates';
import { Drawer } from '@/ui/Dialog';
import type { AuditRow } from '../queries';
import { actorOf, actOf, objectOf, stateOf, valuesOf } from './record';

/** One row of the log with everything that was written down. */
export function RecordDrawer({ row, onClose }: { row: AuditRow; onClose: () => void }) {
  const refused = row.result !== 'ok';
  const facts: readonly (readonly [string, string])[] = [
    [t.facts.at, exact(row.at)],
    [t.facts.who, actorOf(row)],
    [t.facts.post, row.actor_post],
    [t.facts.onBehalf, row.on_behalf],
    [t.facts.basis, row.basis],
    [t.facts.action, actOf(row)],
    [t.facts.object, objectOf(row)],
    [t.facts.result, t.results[row.result]],
    [refused ? t.facts.reason : t.facts.effect, refused && row.effect !== '' ? errorText(new ApiError(row.effect, 403)) : row.effect],
    [t.facts.states, row.from_state === '' && row.to_state === '' ? '' : t.change(stateOf(row.from_state), stateOf(row.to_state))],
    [t.facts.address, row.address],
    [t.facts.initiator, t.initiators[row.initiator]],
    [t.facts.code, row.action],
    [t.facts.request, row.request_id],
  ];
  const values = valuesOf(row.detail);
  const changed = values.some((value) => value.was !== undefined);
  return (
    <Drawer title={t.record(exact(row.at))} open onClose={onClose}>
      <dl className="drawer-facts">
        {facts
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label} className="fact">
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {values.length > 0 && (
        <section className="drawer-part">
          <h3>{t.values}</h3>
          <div className="scroll">
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">{t.field}</th>
                  {changed && <th scope="col">{t.was}</th>}
                  <th scope="col">{changed ? t.is : t.value}</th>
                </tr>
              </thead>
              <tbody>
                {values.map(({ field, was, is }) => (
                  <tr key={field}>
                    <th scope="row">
                      {fieldWords[field] ?? <code>{field}</code>}
                    </th>
                    {changed && <td>{was}</td>}
                    <td>{is}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
    </Drawer>
  );
}
