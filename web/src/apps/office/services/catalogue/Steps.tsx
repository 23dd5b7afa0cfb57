import { useState } from 'react';
import { catalogue as t } from '@/i18n/ru/catalogue';
import { Field } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { optionsOf, TextLines, type SectionProps } from './fields';
import { Lines } from './Lines';
import type { Step } from './queries';

type Kind = Step['kind'];
type On = keyof typeof t.outcomes;

/** How a procedure may end; the server checks the same. */
const outcomes: Readonly<Record<Kind, readonly On[]>> = {
  intake_check: ['accepted', 'refused'],
  interagency: ['answered'],
  suspension: ['resumed', 'lapsed'],
  extra_information: ['brought', 'lapsed'],
  decision: ['granted', 'refused', 'suspends', 'asks_more'],
  result: ['signed'],
  issue: ['delivered'],
};

const finish = 'end';
const nowhere = '';

/** The procedures of one variant, top-down, each with where its outcomes lead. */
export function Steps({ passport: p, change, disabled }: SectionProps) {
  const [code, setCode] = useState(p.variants[0]?.code ?? '');
  const variant = p.variants.find((one) => one.code === code) ?? p.variants[0];
  if (!variant) return null;
  const put = (steps: Step[]) => change({ variants: p.variants.map((one) => (one === variant ? { ...one, steps } : one)) });
  const terms = p.terms.filter((one) => (one.variants ?? []).length === 0 || one.variants?.includes(variant.code)).map((one) => ({ id: one.code, title: one.name }));
  const targets = [{ id: nowhere, title: t.nowhere }, ...variant.steps.map((one) => ({ id: one.code, title: one.name })), { id: finish, title: t.end }];
  return (
    <>
      {p.variants.length > 1 && <Select label={t.variant} options={p.variants.map((one) => ({ id: one.code, title: one.name }))} value={variant.code} onChange={setCode} />}
      <Lines key={variant.code} title={variant.name} items={variant.steps} onChange={put} blank={{ code: '', kind: 'decision', name: '', actor: '', next: [] } as Step} name={(one) => one.name} tags={(one) => [t.stepKinds[one.kind]]} disabled={disabled}>
        {(one, set) => (
          <>
            <Field label={t.fields.title} value={one.name} onChange={(name) => set({ name })} />
            <Field label={t.fields.code} value={one.code} onChange={(next) => set({ code: next })} />
            <Select label={t.fields.kind} options={optionsOf(t.stepKinds)} value={one.kind} onChange={(kind) => set({ kind, next: [] })} />
            <Field label={t.fields.actor} value={one.actor} onChange={(actor) => set({ actor })} />
            <Select label={t.fields.term} options={terms} value={one.term ?? null} onChange={(term) => set({ term })} />
            {outcomes[one.kind].map((on) => (
              <Select
                key={on}
                label={`${t.fields.on} ${t.outcomes[on]}`}
                options={targets}
                value={one.next.find((next) => next.on === on)?.to ?? nowhere}
                onChange={(to) => set({ next: [...one.next.filter((next) => next.on !== on), ...(to === nowhere ? [] : [{ on, to }])] })}
              />
            ))}
            <TextLines label={t.fields.inputs} value={one.inputs} onChange={(inputs) => set({ inputs })} disabled={disabled} />
            <TextLines label={t.fields.outputs} value={one.outputs} onChange={(outputs) => set({ outputs })} disabled={disabled} />
          </>
        )}
      </Lines>
    </>
  );
}
