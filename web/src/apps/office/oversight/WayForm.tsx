import { useQueryClient } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { api, take } from '@/api/client';
import { oversight as t } from '@/i18n/ru/oversight';
import { useDraft } from '@/lib/useDraft';
import { Button, IconButton } from '@/ui/Button';
import { Checkbox } from '@/ui/Choice';
import { Combo } from '@/ui/Combo';
import { Field, TextArea } from '@/ui/Field';
import { PeoplePicker } from '@/ui/PeoplePicker';
import type { Option } from '@/ui/Select';
import { FormDrawer, type Texts } from '../admin/FormDrawer';
import { loadEmployees, loadExecutives } from '../admin/queries';
import type { Way } from './queries';

type Person = Option<number>;

interface Step {
  text: string;
  responsible: Person | null;
  others: readonly Person[];
  days: string;
}

const blank: Step = { text: '', responsible: null, others: [], days: '20' };

function valueOf(way: Way | undefined) {
  const person = (id: number | undefined): Person | null => (id === undefined ? null : { id, title: way?.people[id] ?? '' });
  const course = way?.course;
  return {
    name: way?.name ?? '',
    section: way?.section ?? '',
    active: way?.active ?? true,
    executive: person(course?.executive_id),
    signatory: person(course?.signatory_id),
    controller: person(course?.controller_id),
    steps: (course?.steps ?? []).map((step): Step => ({
      text: step.text,
      responsible: person(step.responsible_id),
      others: (step.co_executors ?? []).map((id) => ({ id, title: way?.people[id] ?? '' })),
      days: String(step.days),
    })) as readonly Step[],
  };
}

/** A route as the administrator writes it; saving makes a new version. */
export function WayForm({ way, onClose }: { way: Way | undefined; onClose: () => void }) {
  const client = useQueryClient();
  const form = useDraft(`oversight:way:${way?.id ?? 'new'}`, valueOf(way));
  const { value, change } = form;
  const steps = value.steps.length === 0 ? [blank] : value.steps;
  const put = (index: number, part: Partial<Step>) => change({ steps: steps.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  const save = async () => {
    const body = {
      name: value.name,
      section: value.section.trim(),
      active: value.active,
      version: way?.version ?? 0,
      course: {
        executive_id: value.executive?.id ?? 0,
        ...(value.signatory ? { signatory_id: value.signatory.id } : {}),
        ...(value.controller ? { controller_id: value.controller.id } : {}),
        control: value.controller ? ('ordinary' as const) : ('none' as const),
        steps: steps.map(({ text, responsible, others, days }) => ({ text, responsible_id: responsible?.id ?? 0, co_executors: others.map(({ id }) => id), days: Number(days) })),
      },
    };
    await take(way ? api.PUT('/api/consideration-routes/{id}', { params: { path: { id: way.id } }, body }) : api.POST('/api/consideration-routes', { body }));
    await client.invalidateQueries({ queryKey: ['oversight', 'ways'] });
  };
  const incomplete = value.name.trim() === '' || value.executive === null || steps.some(({ text, responsible, days }) => text.trim() === '' || responsible === null || !/^\d+$/.test(days));
  return (
    <FormDrawer title={way?.name ?? t.addWay} draft={form} onClose={onClose} save={save} onDone={onClose} incomplete={incomplete} wide>
      {(texts) => (
        <>
          <Field label={t.wayName} value={value.name} onChange={(name) => change({ name })} error={texts.name} required autoFocus />
          <div className="two-fields">
            <Field label={t.section} hint={t.sectionHint} value={value.section} onChange={(section) => change({ section })} error={texts.section} maxLength={24} />
            <Combo<number> label={t.executive} value={value.executive} onChange={(executive) => change({ executive })} load={loadExecutives} error={texts['course.executive_id']} required />
            <Combo<number> label={t.signatory} hint={t.signatoryHint} value={value.signatory} onChange={(signatory) => change({ signatory })} load={loadExecutives} error={texts['course.signatory_id']} />
            <Combo<number> label={t.controller} value={value.controller} onChange={(controller) => change({ controller })} load={loadEmployees} error={texts['course.controller_id']} />
          </div>
          {steps.map((step, index) => (
            <StepFields key={index} step={step} index={index} texts={texts} put={(part) => put(index, part)} remove={steps.length > 1 ? () => change({ steps: steps.filter((_, at) => at !== index) }) : undefined} />
          ))}
          <Button icon={Plus} onPress={() => change({ steps: [...steps, blank] })}>
            {t.addStep}
          </Button>
          <Checkbox checked={value.active} onChange={(active) => change({ active })}>
            {t.active}
          </Checkbox>
        </>
      )}
    </FormDrawer>
  );
}

interface StepFieldsProps {
  step: Step;
  index: number;
  texts: Texts;
  put: (part: Partial<Step>) => void;
  remove: (() => void) | undefined;
}

function StepFields({ step, index, texts, put, remove }: StepFieldsProps) {
  const error = (field: string) => texts[`course.steps[${index}].${field}`];
  return (
    <fieldset className="form-part">
      <legend>{t.step(index + 1)}</legend>
      <TextArea label={t.stepText} value={step.text} onChange={(text) => put({ text })} error={error('text')} rows={2} required />
      <div className="two-fields">
        <Combo<number> label={t.responsible} value={step.responsible} onChange={(responsible) => put({ responsible })} load={loadEmployees} error={error('responsible_id')} required />
        <Field label={t.daysField} hint={t.daysHint} value={step.days} onChange={(days) => put({ days })} error={error('days')} inputMode="numeric" maxLength={2} required />
      </div>
      <PeoplePicker<number> label={t.others} value={step.others} onChange={(others) => put({ others })} load={loadEmployees} error={error('co_executors')} />
      {remove && <IconButton icon={Trash2} label={t.removeStep(index + 1)} onPress={remove} />}
    </fieldset>
  );
}
