import { useCallback, useRef, useState } from 'react';
import { api, take } from '@/api/client';
import { fieldTexts } from '@/i18n/errorText';
import { channelWords, correspondentWords as t, fieldWords } from '@/i18n/ru/documents';
import { kit } from '@/i18n/ru/kit';
import { Button } from '@/ui/Button';
import { Radio } from '@/ui/Radio';
import { Combo } from '@/ui/Combo';
import { Dialog } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { ErrorBox } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import type { Named } from './form';
import { findCorrespondents } from './lookups';

export type Channel = 'platform' | 'email' | 'post' | 'hand';

interface CorrespondentFieldProps {
  label: string;
  value: Named | null;
  /** The channel is the usual one of this correspondent, when it is known. */
  onChange: (value: Named | null) => void;
  error?: string | undefined;
  required?: boolean;
}

/** The option that makes a new entry out of what is typed. */
const toCreate = 0;

/** The address book as one types; an unknown name is entered without leaving the card. */
export function CorrespondentField({ label, value, onChange, error, required }: CorrespondentFieldProps) {
  const typed = useRef('');
  const [creating, setCreating] = useState<string>();
  const load = useCallback(async (query: string, signal: AbortSignal): Promise<readonly Named[]> => {
    const found = await findCorrespondents(query, signal);
    typed.current = query.trim();
    const known = typed.current === '' || found.some((one) => one.title.toLocaleLowerCase('ru') === typed.current.toLocaleLowerCase('ru'));
    return known ? found : [...found, { id: toCreate, title: fieldWords.correspondentCreate(typed.current), hint: fieldWords.correspondentCreateHint }];
  }, []);
  return (
    <>
      <Combo<number>
        label={label}
        value={value}
        onChange={(option: Named | null) => (option?.id === toCreate ? setCreating(typed.current) : onChange(option))}
        load={load}
        error={error}
        {...(required ? { required } : {})}
      />
      {creating !== undefined && (
        <NewCorrespondent
          name={creating}
          onClose={() => setCreating(undefined)}
          onMade={(made) => {
            setCreating(undefined);
            onChange(made);
          }}
        />
      )}
    </>
  );
}

interface NewCorrespondentProps {
  name: string;
  onClose: () => void;
  onMade: (made: Named) => void;
}

const kinds = ['organisation', 'person'] as const;
const channels = ['post', 'email', 'hand'] as const;

function NewCorrespondent({ name: first, onClose, onMade }: NewCorrespondentProps) {
  const [entry, setEntry] = useState({ kind: 'organisation' as (typeof kinds)[number], name: first, inn: '', address: '', email: '', channel: 'post' as (typeof channels)[number] });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const change = (part: Partial<typeof entry>) => setEntry((before) => ({ ...before, ...part }));
  const save = async () => {
    setBusy(true);
    try {
      const made = await take(
        api.POST('/api/correspondents', { body: { ...entry, name: entry.name.trim(), id: 0, body_id: 0, of_body_id: null, active: true, version: 0 } }),
      );
      onMade({ id: made.id, title: made.name, channel: made.channel });
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  const texts = fieldTexts(error);
  return (
    <Dialog
      title={t.title}
      open
      onClose={onClose}
      footer={
        <>
          <Button kind="filled" keys="Ctrl+Enter" busy={busy} disabled={entry.name.trim() === ''} onPress={() => void save()}>
            {t.save}
          </Button>
          <Button onPress={onClose}>{kit.cancel}</Button>
        </>
      }
    >
      <div className="stack">
        {error !== undefined && Object.keys(texts).length === 0 && <ErrorBox error={error} />}
        <Radio label={t.kind} inline options={kinds.map((id) => ({ id, title: t.kinds[id] }))} value={entry.kind} onChange={(kind) => change({ kind })} />
        <Field label={entry.kind === 'person' ? t.personName : t.name} value={entry.name} onChange={(name) => change({ name })} error={texts.name} required autoFocus />
        {entry.kind === 'organisation' && <Field label={t.inn} value={entry.inn} onChange={(inn) => change({ inn })} error={texts.inn} inputMode="numeric" maxLength={12} />}
        <Field label={t.address} value={entry.address} onChange={(address) => change({ address })} error={texts.address} />
        <Field label={t.email} type="email" inputMode="email" value={entry.email} onChange={(email) => change({ email })} error={texts.email} />
        <Select
          label={t.channel}
          options={channels.map((id) => ({ id, title: channelWords[id] }))}
          value={entry.channel}
          onChange={(channel) => change({ channel })}
          error={texts.channel}
        />
      </div>
    </Dialog>
  );
}
