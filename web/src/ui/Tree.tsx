import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, Tree as AriaTree, TreeItem, TreeItemContent, type Key } from 'react-aria-components';
import { kit } from '@/i18n/ru/kit';
import { classes } from './classes';

export interface TreeNode {
  id: string | number;
  /** Plain words, for typing ahead and reading aloud. */
  title: string;
  /** What is shown; the title when absent. */
  content?: ReactNode;
  /** Right end: due date, state. */
  aside?: ReactNode;
  /** Mine: marked by a bar. */
  own?: boolean;
  /** Finished: quieter. */
  done?: boolean;
  children?: readonly TreeNode[];
}

interface TreeProps {
  label: string;
  nodes: readonly TreeNode[];
  onOpen?: (id: string | number) => void;
  /** Which branches are open at first; all by default. */
  expanded?: readonly (string | number)[];
}

const withChildren = (nodes: readonly TreeNode[]): (string | number)[] =>
  nodes.flatMap((node) => (node.children?.length ? [node.id, ...withChildren(node.children)] : []));

/** An indented tree (assignments, structure of a body); up to 500 nodes. */
export function Tree({ label, nodes, onOpen, expanded }: TreeProps) {
  return (
    <AriaTree
      className="tree"
      aria-label={label}
      defaultExpandedKeys={expanded ?? withChildren(nodes)}
      onAction={(key: Key) => onOpen?.(key)}
      selectionMode="none"
    >
      {nodes.map((node) => branch(node))}
    </AriaTree>
  );
}

function branch(node: TreeNode): ReactNode {
  return (
    <TreeItem key={node.id} id={node.id} textValue={node.title} className={classes('tree-item', node.own && 'own', node.done && 'finished')}>
      <TreeItemContent>
        {({ hasChildItems, level }) => (
          <div className="tree-line" style={{ paddingInlineStart: `${(level - 1) * 1.25}rem` }}>
            {hasChildItems ? (
              <AriaButton slot="chevron" className="tree-open" aria-label={kit.show}>
                <ChevronRight size="1em" aria-hidden />
              </AriaButton>
            ) : (
              <span className="tree-open" />
            )}
            <div className="grow">{node.content ?? node.title}</div>
            {node.aside}
          </div>
        )}
      </TreeItemContent>
      {node.children?.map((child) => branch(child))}
    </TreeItem>
  );
}
