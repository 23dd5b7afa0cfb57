import { useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { Building2, FolderTree, Gauge, Network, Plus } from 'lucide-react';
import { useMemo } from 'react';
import { structure as t } from '@/i18n/ru/admin';
import { Button } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Tree } from '@/ui/Tree';
import { Part } from '../Part';
import { structureQuery, type Structure } from '../queries';
import { useAdminSearch } from '../useOpen';
import { BodyForm } from './BodyForm';
import { OverseerForm } from './OverseerForm';
import { PostForm } from './PostForm';
import { treeOf } from './tree';
import { UnitForm } from './UnitForm';

/** The body as a tree of units with their posts; each opens its form. */
export function StructurePage() {
  const { me } = useRouteContext({ from: '/shell' });
  const { search, open, close } = useAdminSearch();
  const { data, error, refetch } = useQuery(structureQuery);
  const nodes = useMemo(() => (data ? treeOf(data) : []), [data]);
  return (
    <Part
      title={t.title}
      action={
        <>
          <Button icon={Building2} onPress={() => open('body')}>
            {t.body}
          </Button>
          {me.body.operator && (
            <Button icon={Gauge} onPress={() => open('overseer')}>
              {t.overseer}
            </Button>
          )}
          <Menu
            label={t.title}
            trigger={
              <Button kind="filled" icon={Plus}>
                {t.add}
              </Button>
            }
            actions={[
              { id: 'unit', title: t.addUnit, icon: FolderTree, run: () => open('unit:new') },
              { id: 'post', title: t.addPost, icon: Plus, run: () => open('post:new') },
            ]}
          />
        </>
      }
      scroll
    >
      {error ? (
        <ErrorBox error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton shape="table" count={12} />
      ) : nodes.length === 0 ? (
        <Empty icon={Network} title={t.empty}>
          {t.emptyHint}
        </Empty>
      ) : (
        <Tree label={t.tree} nodes={nodes} onOpen={(id) => open(id)} />
      )}
      {data && search.open !== undefined && <Opened structure={data} open={search.open} onClose={close} />}
    </Part>
  );
}

/** 'body', 'overseer', 'unit:new', 'unit:5', 'post:7'. */
function Opened({ structure, open, onClose }: { structure: Structure; open: string; onClose: () => void }) {
  const [kind, id] = open.split(':');
  const props = { structure, onClose };
  if (kind === 'overseer') return <OverseerForm onClose={onClose} />;
  if (kind === 'body') return <BodyForm key={open} body={structure.body} onClose={onClose} />;
  if (kind === 'unit') return <UnitForm key={open} {...props} unit={structure.units.find((one) => one.id === Number(id))} />;
  if (kind === 'post') return <PostForm key={open} {...props} post={structure.posts.find((one) => one.id === Number(id))} />;
  return null;
}
