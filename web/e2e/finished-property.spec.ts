import { walks } from './finished.ts';

// Finished services about homes, building, work and hunting.

walks([
  { name: 'Перепланировка квартиры', slug: 'pereplanirovka-kvartiry', officer: 'kotov', head: 'vinogradov' },
  { name: 'Очередь на жильё', slug: 'ochered-na-zhile', officer: 'kotov', head: 'vinogradov' },
  { name: 'Разрешение на строительство', slug: 'razreshenie-na-stroitelstvo', officer: 'kotov', head: 'vinogradov' },
  { name: 'Разрешение на такси', slug: 'razreshenie-na-taksi', officer: 'strelkova', head: 'gorbunov' },
  { name: 'Охотничий билет', slug: 'okhotnichii-bilet', officer: 'chirkova', head: 'udalov' },
]);
