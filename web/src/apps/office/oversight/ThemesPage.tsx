import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { ChevronDown, ChevronRight, FolderTree, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { api, take } from '@/api/client';
import { oversight as t } from '@/i18n/ru/oversight';
import { useDraft } from '@/lib/useDraft';
import { Button, IconButton } from '@/ui/Button';
import { DateField } from '@/ui/DateField';
import { Field } from '@/ui/Field';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { Tag } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import { FormDrawer } from '../admin/FormDrawer';
import { Part } from '../admin/Part';
import { usePlace } from './place';
import { nodesQuery, versionsQuery, type Node } from './queries';

/** The thematic classifier: its editions with their days, and the tree of the chosen one. */
export function ThemesPage() {
  const { me } = useRouteContext({ from: '/shell' });
  const { place, go } = usePlace();
  const { data, error, refetch } = useQuery(versionsQuery);
  const client = useQueryClient();
  const versions = data?.items ?? [];
  const chosen = versions.find(({ id }) => id === place.version) ?? versions.find((one) => one.in_force) ?? versions[0];
  const starter = async () => {
    try {
      await take(api.POST('/api/themes/starter'));
      await client.invalidateQueries({ queryKey: ['oversight', 'themes'] });
    } catch (problem) {
      toast.failed(problem);
    }
  };
  return (
    <Part
      title={t.parts.themes}
      lead={t.themesLead}
      scroll
      action={
        me.body.operator && (
          <Button kind="filled" icon={Upload} keys="C" onPress={() => go({ open: 'new' })}>
            {t.importThemes}
          </Button>
        )
      }
      tools={
        chosen && (
          <Select
            label={t.edition}
            options={versions.map(({ id, name, from, themes, in_force: inForce }) => ({ id, title: name, hint: `${t.fromDay(from, inForce)} · ${t.themesCount(themes)}` }))}
            value={chosen.id}
            onChange={(version) => go({ version })}
          />
        )
      }
    >
      {error && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton shape="list" count={5} />}
      {data && !chosen && (
        <Empty icon={FolderTree} title={t.noThemes} action={me.body.operator && <Button onPress={() => void starter()}>{t.starter}</Button>}>
          {t.noThemesHint}
        </Empty>
      )}
      {chosen && <Branch version={chosen.id} code="" />}
      {place.open === 'new' && <ImportForm onClose={() => go({ open: undefined })} />}
    </Part>
  );
}

function Branch({ version, code }: { version: number; code: string }) {
  const { data, error } = useQuery(nodesQuery(version, code));
  if (error) return <ErrorBox error={error} />;
  if (!data) return <Skeleton shape="list" count={2} />;
  return (
    <ul className="theme-nodes">
      {data.items.map((node) => (
        <Line key={node.code} version={version} node={node} />
      ))}
    </ul>
  );
}

function Line({ version, node }: { version: number; node: Node }) {
  const [open, setOpen] = useState(false);
  return (
    <li>
      <div className="theme-node">
        {node.children > 0 ? (
          <IconButton small icon={open ? ChevronDown : ChevronRight} label={open ? t.fold(node.title) : t.unfold(node.title)} onPress={() => setOpen(!open)} />
        ) : (
          <span aria-hidden />
        )}
        <span className="muted">{node.code}</span>
        <span>
          {node.title} {node.children > 0 && <span className="muted small">{node.children}</span>} {node.jurisdiction !== '' && <Tag>{t.jurisdictions[node.jurisdiction]}</Tag>}
        </span>
      </div>
      {open && <Branch version={version} code={node.code} />}
    </li>
  );
}

const base64 = async (file: File) => {
  let text = '';
  for (const byte of new Uint8Array(await file.arrayBuffer())) text += String.fromCodePoint(byte);
  return btoa(text);
};

function ImportForm({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const form = useDraft('oversight:themes', { name: '', from: '' });
  const { value, change } = form;
  const [file, setFile] = useState<File>();
  const input = useRef<HTMLInputElement>(null);
  const save = async () => {
    if (!file) return;
    await take(api.POST('/api/themes', { body: { name: value.name || file.name, ...(value.from ? { from: value.from } : {}), file: await base64(file) } }));
    await client.invalidateQueries({ queryKey: ['oversight', 'themes'] });
  };
  return (
    <FormDrawer title={t.importThemes} draft={form} onClose={onClose} save={save} onDone={onClose} done={t.imported} incomplete={file === undefined}>
      {(texts) => (
        <>
          <p className="muted small">{t.importHint}</p>
          <div className="row row-wrap">
            <Button onPress={() => input.current?.click()}>{t.chooseFile}</Button>
            {file && <span className="clip">{file.name}</span>}
            <input ref={input} type="file" hidden accept=".csv,.xlsx" aria-label={t.file} onChange={(event) => setFile(event.target.files?.[0])} />
          </div>
          <Field label={t.editionName} value={value.name} onChange={(name) => change({ name })} error={texts.name} maxLength={200} />
          <DateField label={t.fromField} value={value.from} onChange={(from) => change({ from })} error={texts.from} />
        </>
      )}
    </FormDrawer>
  );
}
