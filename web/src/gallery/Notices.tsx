import { Inbox, Check } from 'lucide-react';
import { useState } from 'react';
import { ApiError } from '@/api/problem';
import { Avatar } from '@/ui/Avatar';
import { Button, TextButton } from '@/ui/Button';
import { Banner, Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Progress, Stat } from '@/ui/Progress';
import { Badge, Tag } from '@/ui/Tag';
import { Tabs } from '@/ui/Tabs';
import { Steps, Timeline } from '@/ui/Timeline';
import { Tree } from '@/ui/Tree';
import { When } from '@/ui/When';
import { addDays, today } from '@/lib/dates';
import { words as t } from './words';

const now = new Date().toISOString();

export function Notices() {
  const [tab, setTab] = useState<'card' | 'links' | 'history'>('card');
  return (
    <section aria-labelledby="notices">
      <h2 id="notices">{t.notices}</h2>
      <div className="row row-wrap">
        <Tag>Черновик</Tag>
        <Tag tone="accent">На исполнении</Tag>
        <Tag tone="warn">Ждёт регистрации</Tag>
        <Tag tone="danger">Просрочено</Tag>
        <Tag tone="done" icon={Check}>Подпись верна</Tag>
        <Tag tone="robot">Заполнено автоматически</Tag>
        <Badge count={23} />
        <Badge count={1200} most={99} tone="danger" />
        <Avatar name="Васильева О. Н." />
        <Avatar name="Сидорова Е. К." small label />
        <When value={today()} due />
        <When value={addDays(today(), -3)} due />
        <When value={addDays(today(), 12)} due />
        <When value={now} moment />
      </div>
      <div className="gallery-grid">
        <Banner tone="robot" action={<Button small kind="quiet">К полю</Button>}>
          Заполнено автоматически. <strong>Проверьте 2 поля.</strong> Дублей нет.
        </Banner>
        <Banner tone="warn">Нет сети. <strong>1 решение</strong> уйдёт при подключении</Banner>
        <Banner tone="done">Все подписи проверены сегодня в 09:12</Banner>
        <Banner>Вы действуете за Орлова С. В. до 30 ноя</Banner>
        <ErrorBox error={new ApiError('internal', 500, {}, {}, '6GJMRLSODVD7MV2267U2JFBBOO')} onRetry={() => undefined} />
        <Empty icon={Inbox} title="Документов к регистрации нет" action={<TextButton onPress={() => undefined}>Показать все входящие</TextButton>} />
        <Skeleton shape="text" />
        <div className="stack">
          <Progress label="Загрузка архива" value={45} />
          <Progress label="Проверка подписей" />
          <Steps steps={['Кому', 'Текст', 'Контакты']} current={1} />
        </div>
        <Timeline
          label="Маршрут"
          items={[
            { id: 1, title: 'Регистрация', who: 'Васильева О. Н.', when: 'сегодня в 09:12', state: 'done' },
            { id: 2, title: 'Рассмотрение', who: 'Орлов С. В., зам. Председателя', when: 'сейчас', state: 'now' },
            { id: 3, title: 'Виза', who: 'Минэкономики, Титова И. А.', when: 'вчера', state: 'failed', children: '«Уточнить срок в п. 4»' },
            { id: 4, title: 'Контроль', who: 'Отдел контроля поручений', when: 'до 8 дек', state: 'waiting' },
          ]}
        />
        <Tree
          label="Поручения"
          nodes={[
            {
              id: 1, title: 'Сидорова Е. К.', content: 'Сидорова Е. К. Подготовить предложения', aside: <When value={addDays(today(), 7)} due />,
              children: [
                { id: 2, title: 'Титова И. А.', content: 'Титова И. А. Свести данные по домам', own: true, aside: <When value={addDays(today(), -1)} due /> },
                { id: 3, title: 'Кузнецов Д. И.', content: 'Кузнецов Д. И. Проверить расчёт', done: true, aside: <Tag tone="done">Исполнено</Tag> },
              ],
            },
          ]}
        />
      </div>
      <Tabs
        label="Части карточки"
        selected={tab}
        onSelect={setTab}
        tabs={[
          { id: 'card', title: 'Карточка', content: t.whyText },
          { id: 'links', title: 'Связи', count: 2, content: t.toastText },
          { id: 'history', title: 'История', content: t.history },
        ]}
      />
      <div className="stats">
        <Stat label="На исполнении" value={1284} note="у 18 органов" />
        <Stat label="Просрочено" value={17} tone="danger" note="на 3 больше, чем вчера" href="#notices" />
        <Stat label="Исполнено в срок" value="96,2 %" tone="done" />
      </div>
    </section>
  );
}
