import { expect, it } from 'vitest';
import { addedTo, edited, movedBy, stagesToSend, textsAt } from './stages';

it('a stage goes up and down, and stays where there is no further place', () => {
  expect(movedBy(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
  expect(movedBy(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(movedBy(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  expect(movedBy(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
});

it('an added stage has a key of its own, whatever was removed before', () => {
  const stages = addedTo(addedTo([]));
  expect(stages.map((stage) => stage.key)).toEqual([1, 2]);
  expect(addedTo(stages.slice(1)).map((stage) => stage.key)).toEqual([2, 3]);
});

it('names and keys are not sent, a quorum only with its rule', () => {
  const [stage] = addedTo([]);
  if (!stage) throw new Error('no stage');
  const sent = stagesToSend([
    { ...stage, quorum: 2, participants: [{ kind: 'person', id: 5, name: 'Громова Н. П.' }] },
    { ...stage, rule: 'quorum', quorum: 2 },
  ]);
  expect(sent[0]).not.toHaveProperty('key');
  expect(sent[0]).not.toHaveProperty('quorum');
  expect(sent[0]?.participants).toEqual([{ kind: 'person', id: 5 }]);
  expect(sent[1]?.quorum).toBe(2);
  expect(edited(sent).map((one) => one.key)).toEqual([1, 2]);
});

it('errors find their stage in both spellings of the server', () => {
  const texts = { 'stages.1.quorum': 'а', 'stages[1].participants': 'б', 'stages.0.name': 'в', 'stages[1].term.amount': 'г' };
  expect(textsAt(texts, 1)).toEqual({ quorum: 'а', participants: 'б', 'term.amount': 'г' });
});
