import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, UserRoundPen, X } from 'lucide-react';
import { useState } from 'react';
import { api, take } from '@/api/client';
import { assistants as t } from '@/i18n/ru/admin';
import { Avatar } from '@/ui/Avatar';
import { Button, IconButton } from '@/ui/Button';
import { Combo } from '@/ui/Combo';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import type { Option } from '@/ui/Select';
import { toast } from '@/ui/Toast';
import { FormDrawer } from '../FormDrawer';
import { Part } from '../Part';
import { assistantsQuery, loadEmployees, loadExecutives, type Pair } from '../queries';
import { useAdminSearch } from '../useOpen';
import { group } from '@/lib/group';

/** Who prepares for whom; taking an assistant away can be taken back. */
export function AssistantsPage() {
  const { search, open, close } = useAdminSearch();
  const { data, error, refetch } = useQuery(assistantsQuery);
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: assistantsQuery.queryKey });
  const give = async ({ assistant_id, principal_id }: Pick<Pair, 'assistant_id' | 'principal_id'>) => {
    await take(api.POST('/api/assistants', { body: { assistant_id, principal_id } }));
    await refresh();
  };
  const takeAway = async (pair: Pair) => {
    try {
      await api.DELETE('/api/assistants/{id}', { params: { path: { id: pair.id } } });
      toast.done(t.taken(pair.assistant, pair.principal), () => void give(pair).catch((problem: unknown) => toast.failed(problem)));
    } catch (problem) {
      toast.failed(problem);
    }
    await refresh();
  };
  return (
    <Part
      title={t.title}
      lead={t.lead}
      action={
        <Button kind="filled" icon={Plus} keys="C" onPress={() => open('new')}>
          {t.add}
        </Button>
      }
      scroll
    >
      {error ? (
        <ErrorBox error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton shape="card" count={4} />
      ) : data.items.length === 0 ? (
        <Empty icon={UserRoundPen} title={t.empty}>
          {t.emptyHint}
        </Empty>
      ) : (
        <div className="pairs">
          {group(data.items, (pair) => pair.principal_id).map(([id, pairs]) => (
            <section key={id} className="stack">
              <h2>{pairs[0]?.principal}</h2>
              <ul className="plain-list">
                {pairs.map((pair) => (
                  <li key={pair.id}>
                    <Avatar name={pair.assistant} small />
                    <span className="grow">{pair.assistant}</span>
                    <IconButton small icon={X} label={`${t.take}: ${pair.assistant}`} onPress={() => void takeAway(pair)} />
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
      {search.open === 'new' && <AssistantForm onClose={close} give={give} />}
    </Part>
  );
}

interface AssistantFormProps {
  onClose: () => void;
  give: (pair: Pick<Pair, 'assistant_id' | 'principal_id'>) => Promise<void>;
}

function AssistantForm({ onClose, give }: AssistantFormProps) {
  const [principal, setPrincipal] = useState<Option<number> | null>(null);
  const [assistant, setAssistant] = useState<Option<number> | null>(null);
  const save = () => give({ assistant_id: assistant?.id ?? 0, principal_id: principal?.id ?? 0 });
  return (
    <FormDrawer title={t.newTitle} action={t.add} done={t.done} onClose={onClose} save={save} incomplete={principal === null || assistant === null}>
      {(texts) => (
        <>
          <Combo label={t.principal} load={loadExecutives} value={principal} onChange={setPrincipal} error={texts.principal_id} required />
          <Combo label={t.assistant} load={loadEmployees} value={assistant} onChange={setAssistant} error={texts.assistant_id} required />
        </>
      )}
    </FormDrawer>
  );
}
