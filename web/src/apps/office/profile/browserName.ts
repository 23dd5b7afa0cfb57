import { profile as t } from '@/i18n/ru/shell';

const known: readonly [RegExp, string][] = [
  [/YaBrowser\/(\d+)/, t.yandex],
  [/Chromium GOST\/(\d+)/, 'Chromium GOST'],
  [/Edg\/(\d+)/, 'Microsoft Edge'],
  [/Firefox\/(\d+)/, 'Firefox'],
  [/Chrome\/(\d+)/, 'Chrome'],
  [/Version\/(\d+).*Safari/, 'Safari'],
];
const systems: readonly [RegExp, string][] = [
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** «Яндекс Браузер 24, Windows» of a User-Agent; undefined when nothing is recognised. */
export function browserName(agent: string): string | undefined {
  for (const [pattern, name] of known) {
    const found = pattern.exec(agent);
    if (!found) continue;
    const system = systems.find(([one]) => one.test(agent))?.[1];
    return [`${name} ${found[1]}`, system].filter(Boolean).join(', ');
  }
  return undefined;
}
