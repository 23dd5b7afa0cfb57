import { Bars } from '@/charts/Bars';
import { PdfView } from '@/pdf/PdfView';
import { Tag } from '@/ui/Tag';
import sample from './sample.pdf?url';
import { bodies, words as t } from './words';

export function Charts() {
  return (
    <section aria-labelledby="charts">
      <h2 id="charts">{t.charts}</h2>
      <div className="stack">
        <Bars
          title="Просрочено по органам"
          what="Орган"
          series={[{ id: 'late', title: 'Просрочено', tone: 'danger' }]}
          bars={bodies.map((body, index) => ({ id: body.id, title: body.title, values: { late: 17 - index * 4 }, href: '#charts' }))}
        />
        <Bars
          title="Поручения по органам"
          what="Орган"
          series={[
            { id: 'done', title: 'Исполнено', tone: 'done' },
            { id: 'work', title: 'В работе', tone: 'accent' },
            { id: 'late', title: 'Просрочено', tone: 'danger' },
          ]}
          bars={bodies.map((body, index) => ({ id: body.id, title: body.title, values: { done: 40 - index * 7, work: 12 + index * 3, late: 5 - index } }))}
        />
      </div>
      <div className="gallery-list">
        <PdfView
          files={[
            { id: 1, name: 'Письмо.pdf', url: sample, type: 'application/pdf' },
            { id: 2, name: 'Приложение 1.xlsx', url: '#', type: 'application/vnd.ms-excel' },
          ]}
          badge={<Tag tone="done">Подпись верна</Tag>}
          stamps={[{ page: 1, x: 110, y: 230, w: 70, h: 24, lines: ['ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ', 'Сертификат 00A14F2C77E019DE', 'Владелец Сурнин Дмитрий Николаевич', 'Действителен с 01.03.2026 по 25.05.2027'] }]}
        />
      </div>
    </section>
  );
}
