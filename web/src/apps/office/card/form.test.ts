import { beforeEach, describe, expect, it } from 'vitest';
import { drafts } from '@/lib/drafts';
import { CardForm, descriptionOf } from './form';
import type { Card } from './parts';

const card = (part: Partial<Card> = {}): Card => ({
  id: 7, flow: 'incoming', state: 'received', kind: { id: 1, name: 'Письмо', sign_with: 'simple' }, summary: '', urgent: false, access_mark: '', copy_number: '',
  number: '', registered_on: '', sender_number: '', sender_date: '', sender_signatory: '', channel: 'post', addressees: [], due_on: '', overdue: false,
  sheets: 0, attachments: 0, reason: '', files: [], versions: [], links: [], orders: { resolutions: [], actions: [] },
  approval: { current: null, earlier: [], actions: [] }, signing: { demand: 'simple', frozen: false, refusals: [], signatures: [], stamps: [], actions: [] },
  actions: ['describe', 'register'], created_at: '2026-11-21T08:00:00Z', changed_at: '2026-11-21T08:00:00Z', version: 1,
  ...part,
} as Card);

beforeEach(() => drafts.belongTo('clerk'));

describe('what is typed on a card', () => {
  it('comes back after a reload', () => {
    new CardForm(card()).change({ summary: 'О ремонте' });
    const again = new CardForm(card()).get();
    expect(again).toMatchObject({ restored: true, changed: ['summary'] });
    expect(again.fields.summary).toBe('О ремонте');
  });

  it('is forgotten when it equals the card again, and after it is saved', () => {
    const form = new CardForm(card());
    form.change({ summary: 'О ремонте' });
    form.change({ summary: '' });
    expect(new CardForm(card()).get().restored).toBe(false);
    form.change({ summary: 'О ремонте' });
    form.saved();
    expect(new CardForm(card({ summary: 'О ремонте', version: 2 })).get()).toMatchObject({ restored: false, changed: [] });
  });

  it('stays over what others changed in other fields, which are taken over', () => {
    const form = new CardForm(card());
    form.change({ summary: 'Моё' });
    form.rebase(card({ sender_number: '12', version: 2 }));
    const { fields, both, merged } = form.get();
    expect([fields.summary, fields.senderNumber, both, merged]).toEqual(['Моё', '12', [], true]);
  });

  it('asks a person where both changed the same field', () => {
    const form = new CardForm(card());
    form.change({ summary: 'Моё' });
    form.rebase(card({ summary: 'Чужое', version: 2 }));
    expect(form.get().both).toEqual(['summary']);
    form.settle('theirs');
    expect(form.get()).toMatchObject({ both: [], changed: [] });
    expect(form.get().fields.summary).toBe('Чужое');
  });

  it('asks also when the other change came while the page was closed', () => {
    new CardForm(card()).change({ summary: 'Моё' });
    expect(new CardForm(card({ summary: 'Чужое', version: 2 })).get().both).toEqual(['summary']);
  });

  it('shows what the server refused beside its field until it is changed', () => {
    const form = new CardForm(card());
    form.refuse({ correspondent_id: 'Заполните это поле', unknown: 'нет' });
    expect(form.get().errors).toEqual({ correspondent: 'Заполните это поле' });
    form.change({ correspondent: { id: 3, title: 'Минфин' } });
    expect(form.get().errors).toEqual({});
  });
});

describe('what is sent', () => {
  it('leaves the term of registration to the server', () => {
    const received = card({ due_on: '2026-11-23', due: { title: 'Регистрация', why: '', basis: '', shifted: false } });
    expect(descriptionOf(received, new CardForm(received).get().fields)).not.toHaveProperty('due_on');
  });

  it('names the addressees of a letter of one’s own, without empty lines', () => {
    const letter = card({ id: 8, flow: 'outgoing', state: 'draft' });
    const form = new CardForm(letter);
    form.change({ addressees: [{ correspondent: { id: 3, title: 'Минфин' }, person: '', channel: 'platform' }, { correspondent: null, person: '', channel: 'post' }] });
    expect(descriptionOf(letter, form.get().fields).addressees).toEqual([{ correspondent_id: 3, person: '', channel: 'platform' }]);
  });
});
