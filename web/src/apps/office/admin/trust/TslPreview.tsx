import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, take } from '@/api/client';
import { trust as t } from '@/i18n/ru/adminTrust';
import { dayNumbers } from '@/lib/dates';
import { bytes } from '@/lib/plural';
import { Button } from '@/ui/Button';
import { Confirm } from '@/ui/Dialog';
import { Banner } from '@/ui/Notice';
import { toast } from '@/ui/Toast';
import type { Change, Tsl } from './queries';

export const tslName = ({ number, dated }: Tsl) => t.tslName(number, dated === null ? '' : dayNumbers(dated));

/** What a list would change; nothing takes effect before it is applied. */
export function TslPreview({ tsl }: { tsl: Tsl }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const path = { params: { path: { id: tsl.id } } };
  const renew = () => client.invalidateQueries({ queryKey: ['admin', 'trust'] });
  const { changes } = tsl;
  const same = changes.news_count + changes.changed_count + changes.gone_count + changes.added === 0;
  return (
    <section className="stack trust-preview" aria-label={tslName(tsl)}>
      <h2>{tslName(tsl)}</h2>
      <Banner tone="warn">{tsl.signed ? t.tslSigned : t.tslUnsigned}</Banner>
      <dl className="drawer-facts">
        <div className="fact">
          <dt>{t.tslHash}</dt>
          <dd>
            <code className="trust-hash">{tsl.sha256}</code>
          </dd>
        </div>
        <div className="fact">
          <dt>{t.tslSize}</dt>
          <dd>{bytes(tsl.size)}</dd>
        </div>
      </dl>
      <p>{t.tslSummary(changes)}</p>
      {same ? <p className="strong">{t.tslSame}</p> : changes.added > 0 && <p className="strong">{t.tslAdded(changes.added)}</p>}
      {changes.kept_out > 0 && <p className="muted">{t.tslKeptOut(changes.kept_out)}</p>}
      {changes.unusable > 0 && <p className="muted">{t.tslUnusable(changes.unusable)}</p>}
      <Part title={t.tslGone(changes.gone_count)} list={changes.gone} count={changes.gone_count} />
      <Part title={t.tslChanged(changes.changed_count)} list={changes.changed} count={changes.changed_count} />
      <Part title={t.tslNews(changes.news_count)} list={changes.news} count={changes.news_count} />
      <div className="row row-wrap">
        <Button kind="filled" onPress={() => setAsking(true)}>
          {t.tslApply}
        </Button>
        <Button
          onPress={() =>
            void take(api.POST('/api/trust/tsl/{id}/discard', path))
              .then(() => toast.done(t.tslDiscarded))
              .then(renew)
              .catch((problem: unknown) => toast.failed(problem))
          }
        >
          {t.tslDiscard}
        </Button>
      </div>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t.tslApplyTitle(tslName(tsl))}
        action={t.tslApply}
        run={async () => {
          await take(api.POST('/api/trust/tsl/{id}/apply', path));
          toast.done(t.tslApplied);
          await renew();
        }}
      >
        <p>{t.tslApplyHint}</p>
      </Confirm>
    </section>
  );
}

const shown = 20;

function Part({ title, list, count }: { title: string; list: readonly Change[]; count: number }) {
  const [all, setAll] = useState(false);
  if (count === 0) return null;
  const rows = all ? list : list.slice(0, shown);
  return (
    <div className="stack">
      <h3>{title}</h3>
      <ul className="trust-lines">
        {rows.map((one) => (
          <li key={`${one.number}-${one.ogrn}-${one.name}`}>
            <span>{one.name}</span>
            <span className="muted small">{stateWords(one)}</span>
          </li>
        ))}
      </ul>
      {!all && list.length > shown && (
        <div>
          <Button small onPress={() => setAll(true)}>
            {t.tslMore(count - shown)}
          </Button>
        </div>
      )}
    </div>
  );
}

function stateWords({ from, to }: Change): string {
  if (from !== '' && to !== '') return t.fromTo(t.accreditation[from], t.accreditation[to]);
  const one = to || from;
  return one === '' ? '' : t.accreditation[one];
}
