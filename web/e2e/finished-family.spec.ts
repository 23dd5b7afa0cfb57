import { walks } from './finished.ts';

// Finished services for families and persons. Places in schools and kindergartens are given by orders: first-class.spec.ts, kindergarten.spec.ts.

walks([
  { name: 'Справка о браке', slug: 'spravka-o-brake', officer: 'ageeva', head: 'poliakova' },
  { name: 'Многодетная семья', slug: 'mnogodetnaia-semia', officer: 'noskova', head: 'lebedeva' },
  { name: 'Компенсация за ЖКУ льготникам', slug: 'kompensatsiia-za-zhku-lgotnikam', officer: 'noskova', head: 'lebedeva' },
  { name: 'Опека над ребёнком', slug: 'opeka-nad-rebenkom', officer: 'kotov', head: 'vinogradov' },
  { name: 'Архивная справка', slug: 'arkhivnaia-spravka', officer: 'rodionova', head: 'tolstov' },
]);
