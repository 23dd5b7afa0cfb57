import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouteContext } from '@tanstack/react-router';
import { ArrowLeft, Printer } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { api } from '@/api/client';
import { deliveryWords, registerWords as t } from '@/i18n/ru/dispatch';
import { momentWords } from '@/lib/dates';
import { Button, IconButton, Link } from '@/ui/Button';
import { Confirm } from '@/ui/Dialog';
import { ErrorBox, Skeleton } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import { cardHref } from '../card/parts';
import { usePageTitle } from '../shell/pageTitle';
import { registerQuery, type Line, type Register } from './queries';
import { TrackDialog } from './TrackDialog';
import './dispatch.css';

const ComeBackDialog = lazy(() => import('./ComeBackDialog'));

const route = getRouteApi('/shell/outgoing/registers/$id');

/** One register, as it is printed and handed over; marks come back from the post later. */
export function RegisterPage() {
  const id = Number(route.useParams().id);
  const navigate = route.useNavigate();
  const { data, error, refetch } = useQuery(registerQuery(id));
  const title = data ? t.register(data.register.number, data.register.year) : t.title;
  usePageTitle(title);
  const back = () => void navigate({ to: '/outgoing/registers', search: data?.register.channel === 'hand' ? { channel: 'hand' } : {} });
  return (
    <div className="page registers" data-pane>
      <header className="row row-wrap">
        <span className="no-print">
          <IconButton icon={ArrowLeft} label={t.toAll} keys="Escape" onPress={back} />
        </span>
        <h1 className="grow">{title}</h1>
        {data && <Handing register={data.register} />}
      </header>
      {data === undefined && (error === null ? <Skeleton shape="table" count={6} /> : <ErrorBox error={error} onRetry={() => void refetch()} />)}
      {data && <Sheet register={data.register} lines={data.lines} />}
    </div>
  );
}

function Handing({ register }: { register: Register }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const hand = async () => {
    await api.POST('/api/delivery-registers/{id}/hand-over', { params: { path: { id: register.id } } });
    await Promise.all([client.invalidateQueries({ queryKey: ['dispatch'] }), client.invalidateQueries({ queryKey: ['cards'] }), client.invalidateQueries({ queryKey: ['card'] })]);
    toast.done(t.handedDone);
  };
  return (
    <div className="row no-print">
      <Button icon={Printer} keys="Ctrl+P" onPress={() => window.print()}>
        {t.print}
      </Button>
      {register.handed_at === null ? (
        <Button kind="filled" keys="Ctrl+Enter" onPress={() => setAsking(true)}>
          {t.handOver}
        </Button>
      ) : (
        <Tag tone="done">{t.handedAt(momentWords(register.handed_at))}</Tag>
      )}
      <Confirm open={asking} onClose={() => setAsking(false)} title={t.handOverTitle(register.number)} action={t.handOver} run={hand}>
        {t.handOverText}
      </Confirm>
    </div>
  );
}

function Sheet({ register, lines }: { register: Register; lines: readonly Line[] }) {
  const { me } = useRouteContext({ from: '/shell' });
  const client = useQueryClient();
  const [marking, setMarking] = useState<Line>();
  const [returned, setReturned] = useState<Line>();
  const sheets = lines.reduce((sum, line) => sum + line.sheets, 0);
  const by = register.channel === 'hand' ? t.columns.takenBy : t.columns.tracking;
  return (
    <>
      <p className="muted">
        {me.body.name}. {t.kinds[register.channel]}
      </p>
      <div className="table-scroll">
        <table className="plain-table letters">
          <thead>
            <tr>
              <th scope="col" className="number">
                {t.columns.place}
              </th>
              <th scope="col">{t.columns.number}</th>
              <th scope="col">{t.columns.addressee}</th>
              <th scope="col">{t.columns.address}</th>
              <th scope="col" className="number">
                {t.columns.sheets}
              </th>
              <th scope="col">{by}</th>
              <th scope="col" className="no-print">
                {t.columns.state}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              <tr key={line.delivery_id}>
                <td className="number">{index + 1}</td>
                <td>
                  <Link href={cardHref(line.document_id)}>{line.number}</Link>
                </td>
                <td>{line.addressee}</td>
                <td>{line.address}</td>
                <td className="number">{line.sheets}</td>
                <td>
                  {line.tracking}
                  {line.state === 'sent' && (
                    <>
                      <Button small kind="quiet" onPress={() => setMarking(line)}>
                        {register.channel === 'hand' ? t.take : t.track}
                      </Button>
                      <Button small kind="quiet" onPress={() => setReturned(line)}>
                        {deliveryWords.came}
                      </Button>
                    </>
                  )}
                </td>
                <td className="no-print">{deliveryWords.states[line.state] ?? line.state}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="strong">{t.total(lines.length, sheets)}</p>
      <div className="signs">
        <p>{t.passed} ____________________</p>
        <p>{t.accepted} ____________________</p>
      </div>
      {returned && (
        <Suspense>
          <ComeBackDialog
            delivery={returned.delivery_id}
            addressee={returned.addressee}
            onClose={() => setReturned(undefined)}
            onDone={() => {
              setReturned(undefined);
              toast.done(deliveryWords.cameDone);
              for (const key of ['dispatch', 'cards', 'card']) void client.invalidateQueries({ queryKey: [key] });
            }}
          />
        </Suspense>
      )}
      {marking && <TrackDialog line={marking} channel={register.channel} onClose={() => setMarking(undefined)} />}
    </>
  );
}
