import { structure as t } from '@/i18n/ru/admin';
import { group } from '@/lib/group';
import { Tag } from '@/ui/Tag';
import type { TreeNode } from '@/ui/Tree';
import type { PostPlace, Structure, Unit } from '../queries';

/** Units under units, the posts of a unit above its subunits; ids are 'unit:5' and 'post:7'. */
export function treeOf({ units, posts }: Structure): TreeNode[] {
  const below = new Map(group(units, (unit) => unit.parent_id));
  const inUnit = new Map(group(posts, (post) => post.unit_id));
  // Who heads a unit is one of the holders of its posts, or of another unit's.
  const names = new Map(posts.flatMap(({ holder_id: id, holder_name: name }) => (id === null ? [] : [[id, name] as const])));
  const branch = (unit: Unit): TreeNode => {
    const head = unit.head_id === null ? undefined : names.get(unit.head_id);
    return {
      id: `unit:${unit.id}`,
      title: unit.name,
      content: (
        <span>
          <span className="strong">{unit.name}</span> <span className="muted small">{head ? t.head(head) : t.noHead}</span>
        </span>
      ),
      aside: unit.active ? unit.index_code && <span className="muted small">{unit.index_code}</span> : <Tag>{t.closed}</Tag>,
      done: !unit.active,
      children: [...postNodes(inUnit.get(unit.id) ?? []), ...(below.get(unit.id) ?? []).map(branch)],
    };
  };
  return (below.get(null) ?? []).map(branch);
}

/** A post stands once, with all who hold it. */
function postNodes(posts: readonly PostPlace[]): TreeNode[] {
  return group(posts, (post) => post.id).flatMap(([id, places]) => {
    const [post] = places;
    if (!post) return [];
    const holders = places.map((one) => one.holder_name).filter(Boolean).join(', ');
    return [
      {
        id: `post:${id}`,
        title: post.name,
        content: (
          <span>
            {post.name}, <span className="muted">{holders || t.vacant}</span>
          </span>
        ),
        aside: post.executive && <Tag tone="accent">{t.executive}</Tag>,
      },
    ];
  });
}
