import { drafts } from '@/lib/drafts';

// Only ids stand in the address; whom they name is remembered here, in the tab, until the person leaves.

type Kind = 'correspondent' | 'person';

const form = 'search:names';

const all = () => drafts.read<Record<string, string>>(form) ?? {};

export const names = {
  of: (kind: Kind, id: number): string | undefined => all()[`${kind}:${id}`],
  keep: (kind: Kind, id: number, name: string) => drafts.write(form, { ...all(), [`${kind}:${id}`]: name }),
};
