import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useMemo } from 'react';
import { api, take } from '@/api/client';
import { correspondents as t } from '@/i18n/ru/adminRecords';
import { channelWords } from '@/i18n/ru/documents';
import { useDraft } from '@/lib/useDraft';
import { Button } from '@/ui/Button';
import { Combo } from '@/ui/Combo';
import { Field, TextArea } from '@/ui/Field';
import { Radio } from '@/ui/Radio';
import { Select, type Option } from '@/ui/Select';
import { among } from '@/ui/useOptions';
import { FormDrawer } from '../FormDrawer';
import { bodiesQuery, type Correspondent } from '../queries';

type Kind = Correspondent['kind'];
type Channel = Correspondent['channel'];

const kindOptions = (['organisation', 'person', 'body'] as const).map((id) => ({ id, title: t.kinds[id] }));
const channelOptions = (['platform', 'email', 'post', 'hand'] as const).map((id) => ({ id, title: channelWords[id] }));

interface CorrespondentFormProps {
  /** undefined: a new one. */
  was: Correspondent | undefined;
  put: (one: Correspondent) => Promise<Correspondent>;
  onRemove: (one: Correspondent) => void;
  onClose: () => void;
}

export function CorrespondentForm({ was, put, onRemove, onClose }: CorrespondentFormProps) {
  const client = useQueryClient();
  const { data: bodies } = useQuery(bodiesQuery);
  const options = useMemo(() => (bodies?.items ?? []).map(({ id, name, short_name: hint }): Option<number> => ({ id, title: name, hint })), [bodies]);
  const load = useMemo(() => among(options), [options]);
  const form = useDraft(`admin:correspondent:${was?.id ?? 'new'}`, {
    kind: was?.kind ?? ('organisation' as Kind),
    name: was?.name ?? '',
    inn: was?.inn ?? '',
    address: was?.address ?? '',
    email: was?.email ?? '',
    bodyId: was?.of_body_id ?? null,
    channel: was?.channel ?? ('post' as Channel),
  });
  const { value, change } = form;
  const isBody = value.kind === 'body';
  const choose = (body: Option<number> | null) =>
    change({ bodyId: body?.id ?? null, ...(body ? { name: value.name || body.title, channel: 'platform' as const } : {}) });
  const save = async () => {
    const { id = 0, body_id = 0, version = 0, active = true } = was ?? {};
    const { kind, name, inn, address, email, bodyId, channel } = value;
    const body = { id, body_id, version, active, kind, name, inn, address, email, channel, of_body_id: isBody ? bodyId : null };
    if (was) return put(body);
    const saved = await take(api.POST('/api/correspondents', { body }));
    await client.invalidateQueries({ queryKey: ['admin', 'correspondents'] });
    return saved;
  };
  return (
    <FormDrawer title={was?.name ?? t.newTitle} draft={form} onClose={onClose} save={save} onDone={onClose} incomplete={value.name.trim() === ''}>
      {(texts) => (
        <>
          <Radio label={t.kind} options={kindOptions} value={value.kind} onChange={(kind) => change({ kind })} error={texts.kind} inline />
          {isBody && (
            <Combo label={t.body} load={load} value={options.find((one) => one.id === value.bodyId) ?? null} onChange={choose} error={texts.of_body_id} required />
          )}
          <TextArea
            label={value.kind === 'person' ? t.personName : t.name}
            rows={2}
            value={value.name}
            onChange={(name) => change({ name })}
            error={texts.name}
            required
          />
          <div className="two-fields">
            <Select label={t.channel} options={channelOptions} value={value.channel} onChange={(channel) => change({ channel })} error={texts.channel} />
            <Field label={t.inn} value={value.inn} onChange={(inn) => change({ inn })} error={texts.inn} inputMode="numeric" maxLength={12} />
          </div>
          <Field
            label={t.email}
            value={value.email}
            onChange={(email) => change({ email })}
            error={texts.email}
            inputMode="email"
            required={value.channel === 'email'}
          />
          <TextArea label={t.address} rows={2} value={value.address} onChange={(address) => change({ address })} error={texts.address} />
          {was && (
            <div>
              <Button kind="danger" icon={Trash2} onPress={() => onRemove(was)}>
                {t.remove}
              </Button>
            </div>
          )}
        </>
      )}
    </FormDrawer>
  );
}
