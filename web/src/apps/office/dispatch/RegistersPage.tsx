import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { ArrowLeft, Mailbox } from 'lucide-react';
import { useState } from 'react';
import { api, take } from '@/api/client';
import { registerWords as t } from '@/i18n/ru/dispatch';
import { Button, IconButton, Link } from '@/ui/Button';
import { Checkbox } from '@/ui/Choice';
import { Views } from '@/ui/FilterChips';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import { When } from '@/ui/When';
import { cardHref } from '../card/parts';
import { usePageTitle } from '../shell/pageTitle';
import { registersQuery, waitingQuery, type Line, type PaperChannel } from './queries';
import './dispatch.css';

const route = getRouteApi('/shell/outgoing/registers');

/** Letters on paper: what waits for the post or a courier, and the registers with which they leave. */
export function RegistersPage() {
  usePageTitle(t.title);
  const { channel: chosen } = route.useSearch();
  const channel: PaperChannel = chosen ?? 'post';
  const navigate = route.useNavigate();
  return (
    <div className="page registers" data-pane>
      <header className="row">
        <IconButton icon={ArrowLeft} label={t.back} keys="Escape" onPress={() => void navigate({ to: '/outgoing' })} />
        <h1 className="grow">{t.title}</h1>
      </header>
      <Views
        label={t.channel}
        views={(['post', 'hand'] as const).map((id) => ({ id, title: t.channels[id] }))}
        selected={channel}
        onSelect={(id) => void navigate({ search: id === 'hand' ? { channel: id } : {} })}
      />
      <Waiting key={channel} channel={channel} />
      <Made channel={channel} />
    </div>
  );
}

function Waiting({ channel }: { channel: PaperChannel }) {
  const client = useQueryClient();
  const router = useRouter();
  const { data, error, refetch } = useQuery(waitingQuery(channel));
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [busy, setBusy] = useState(false);
  const lines = data?.items ?? [];
  const chosen = lines.filter((line) => !left.has(line.delivery_id));
  const toggle = (line: Line, on: boolean) => {
    const next = new Set(left);
    if (on) next.delete(line.delivery_id);
    else next.add(line.delivery_id);
    setLeft(next);
  };
  const make = async () => {
    setBusy(true);
    try {
      const made = await take(api.POST('/api/delivery-registers', { body: { channel, deliveries: chosen.map((line) => line.delivery_id) } }));
      await client.invalidateQueries({ queryKey: ['dispatch'] });
      toast.done(t.done(made.number));
      await router.navigate({ to: '/outgoing/registers/$id', params: { id: String(made.id) } });
    } catch (problem) {
      toast.failed(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="stack" aria-label={t.waiting}>
      <h2>{t.waiting}</h2>
      {data === undefined && (error === null ? <Skeleton shape="table" count={4} /> : <ErrorBox error={error} onRetry={() => void refetch()} />)}
      {data !== undefined && lines.length === 0 && (
        <Empty icon={Mailbox} title={t.waitingEmpty}>
          {t.waitingHint}
        </Empty>
      )}
      {lines.length > 0 && (
        <>
          <div className="table-scroll">
            <table className="plain-table letters">
              <thead>
                <tr>
                  <th scope="col">
                    <Checkbox
                      label={t.chooseAll}
                      checked={chosen.length === lines.length}
                      partly={chosen.length > 0 && chosen.length < lines.length}
                      onChange={(on) => setLeft(on ? new Set() : new Set(lines.map((line) => line.delivery_id)))}
                    />
                  </th>
                  <th scope="col">{t.columns.number}</th>
                  <th scope="col">{t.columns.addressee}</th>
                  <th scope="col">{t.columns.address}</th>
                  <th scope="col" className="number">
                    {t.columns.sheets}
                  </th>
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <tr key={line.delivery_id}>
                    <td>
                      <Checkbox label={line.number} checked={!left.has(line.delivery_id)} onChange={(on) => toggle(line, on)} />
                    </td>
                    <td>
                      <Link href={cardHref(line.document_id)}>{line.number}</Link>
                    </td>
                    <td>{line.addressee}</td>
                    <td>{line.address}</td>
                    <td className="number">{line.sheets}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <div>
            <Button kind="filled" keys="Ctrl+Enter" busy={busy} disabled={chosen.length === 0} onPress={() => void make()}>
              {chosen.length === 0 ? t.makeNone : t.make(chosen.length)}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function Made({ channel }: { channel: PaperChannel }) {
  const { data, error, refetch } = useQuery(registersQuery);
  const registers = (data?.items ?? []).filter((register) => register.channel === channel);
  return (
    <section className="stack" aria-label={t.made}>
      <h2>{t.made}</h2>
      {data === undefined && (error === null ? <Skeleton shape="list" count={3} /> : <ErrorBox error={error} onRetry={() => void refetch()} />)}
      {data !== undefined && registers.length === 0 && <p className="muted">{t.madeEmpty}</p>}
      <ul className="lines">
        {registers.map((register) => (
          <li key={register.id} className="line row row-wrap">
            <span className="grow">
              <Link href={`/outgoing/registers/${register.id}`}>{t.register(register.number, register.year)}</Link>
            </span>
            <When value={register.created_at} />
            <Tag tone={register.handed_at === null ? 'warn' : 'done'}>{register.handed_at === null ? t.notHanded : t.handed}</Tag>
          </li>
        ))}
      </ul>
    </section>
  );
}
