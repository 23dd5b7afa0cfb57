import { useRouter } from '@tanstack/react-router';
import { shell as t } from '@/i18n/ru/shell';
import { useKey } from '@/lib/useKeys';
import type { Section } from './section';

/** Alt+1…9 in the order of the menu, and the section's own «G I». */
export function SectionKeys({ sections }: { sections: readonly Section[] }) {
  return sections.map((section, index) => <SectionKey key={section.id} section={section} place={index + 1} />);
}

function SectionKey({ section, place }: { section: Section; place: number }) {
  const router = useRouter();
  const go = () => void router.navigate({ href: section.to });
  const title = t.section(section.title);
  useKey(place <= 9 ? `Alt+${place}` : undefined, title, go, { group: t.groups.sections });
  useKey(section.keys, title, go, { group: t.groups.sections });
  return null;
}
