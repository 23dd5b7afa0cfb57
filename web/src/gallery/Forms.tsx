import { Sparkles } from 'lucide-react';
import { useState } from 'react';
import { Checkbox, Switch } from '@/ui/Choice';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { Radio } from '@/ui/Radio';
import { Combo } from '@/ui/Combo';
import { DateField } from '@/ui/DateField';
import { Field, SearchField, TextArea } from '@/ui/Field';
import { FilterChips, Views } from '@/ui/FilterChips';
import { PeoplePicker } from '@/ui/PeoplePicker';
import { Select, type Option } from '@/ui/Select';
import { Upload } from '@/ui/Upload';
import { among } from '@/ui/useOptions';
import { bodies, people, words as t } from './words';

const findPeople = among<number>(people);
const findBodies = among<string>(bodies);
const terms = [
  { id: '3', title: '3 дня' },
  { id: '7', title: 'Неделя' },
  { id: '30', title: 'Месяц' },
] as const;
const send = (file: File, { signal, onProgress }: { signal: AbortSignal; onProgress: (percent: number) => void }) =>
  new Promise<string>((resolve, reject) => {
    let percent = 0;
    const timer = setInterval(() => {
      percent += 10;
      onProgress(percent);
      if (percent < 100) return;
      clearInterval(timer);
      resolve(file.name);
    }, 200);
    signal.addEventListener('abort', () => {
      clearInterval(timer);
      reject(new DOMException('', 'AbortError'));
    });
  });

export function Forms() {
  const [text, setText] = useState('07-15/4821');
  const [date, setDate] = useState('2026-11-28');
  const [body, setBody] = useState<Option<string> | null>(bodies[0]);
  const [kind, setKind] = useState<string | null>('fin');
  const [who, setWho] = useState<readonly Option<number>[]>(people.slice(1, 3));
  const [term, setTerm] = useState<string | null>('7');
  const [way, setWay] = useState<string | null>('medo');
  const [search, setSearch] = useState('');
  const [tick, setTick] = useState(true);
  const [views, setViews] = useState<'new' | 'late' | 'all' | 'sent' | 'drafts'>('new');
  return (
    <section aria-labelledby="forms">
      <h2 id="forms">{t.forms}</h2>
      <div className="gallery-grid">
        <Combo label="Корреспондент" value={body} onChange={setBody} load={findBodies} aside={<span className="row tone-done"><Sparkles size="1em" aria-hidden />98 %</span>} />
        <Field label="Исходящий №" value={text} onChange={setText} />
        <DateField label="Дата исходящего" value={date} onChange={setDate} />
        <DateField label="Срок" value="2026-11-28" onChange={() => undefined} doubtful aside={<span className="tone-warn">71 %</span>} />
        <Select label="Вид документа" options={bodies} value={kind} onChange={setKind} />
        <Field label="Телефон" value="" onChange={() => undefined} required error="Введите номер телефона заявителя" hint="Например, 8 900 000-00-00" />
        <TextArea label="Краткое содержание" value="О ходе реализации программы капитального ремонта: завершено 214 из 268 домов." onChange={() => undefined} />
        <PeoplePicker label="Исполнители" value={who} onChange={setWho} load={findPeople} firstTitle="ответственный" />
        <ChoiceChips label="Срок исполнения" options={terms} value={term} onChange={setTerm} />
        <Radio label="Способ доставки" options={[{ id: 'medo', title: 'МЭДО' }, { id: 'mail', title: 'Почта', hint: 'заказным письмом' }, { id: 'hand', title: 'Нарочно' }]} value={way} onChange={setWay} />
        <div className="stack">
          <Checkbox checked={tick} onChange={setTick}>На контроле у Главы</Checkbox>
          <Checkbox checked={false} partly onChange={() => undefined}>Все документы дела</Checkbox>
          <Switch on={tick} onChange={setTick}>Получать уведомления</Switch>
          <Switch on={false} disabled onChange={() => undefined}>Замещение</Switch>
        </div>
        <Field label="Регистрационный номер" value="Вх-12847" onChange={() => undefined} disabled />
        <div className="row"><SearchField label="Поиск" value={search} onChange={setSearch} keys="/" /></div>
        <FilterChips filters={[{ id: 'a', title: 'до 30 ноя' }, { id: 'b', title: 'Минстрой' }]} onRemove={() => undefined} onClear={() => undefined} />
        <Views label="Представления" fold selected={views} onSelect={setViews} views={[{ id: 'new', title: 'К регистрации', count: 23 }, { id: 'late', title: 'Просрочено', count: 2, tone: 'danger' }, { id: 'all', title: 'Все' }, { id: 'sent', title: 'Отправлено', count: 3 }, { id: 'drafts', title: 'Черновики' }]} />
      </div>
      <Upload label="Файлы документа" send={send} onDone={() => undefined} accept={['.pdf', '.docx']} maxSize={50 * 1024 * 1024} />
    </section>
  );
}
