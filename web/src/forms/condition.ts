import { at, type Answer, type Answers, type Condition } from './form';
import { isDay, onDay } from './moment';

/** Whether a condition holds for what was asked so far; an answer that is not there makes every plain condition false. */
export function holds(condition: Condition, scope: Answers, today: string): boolean {
  if (condition.all) return condition.all.every((one) => holds(one, scope, today));
  if (condition.any) return condition.any.some((one) => holds(one, scope, today));
  if (condition.not) return !holds(condition.not, scope, today);
  const answer = at(scope, condition.field ?? '');
  return answer !== undefined && says(condition, answer, today);
}

function says(condition: Condition, answer: Answer, today: string): boolean {
  if (condition.filled) return true;
  if (condition.is !== undefined) return answer === condition.is;
  if (condition.in) return condition.in.some((one) => one === answer);
  if (condition.has !== undefined) return Array.isArray(answer) && answer.includes(condition.has);
  if (condition.before !== undefined) return typeof answer === 'string' && isDay(answer) && answer < onDay(condition.before, today);
  if (condition.after !== undefined) return typeof answer === 'string' && isDay(answer) && answer > onDay(condition.after, today);
  return typeof answer === 'number' && answer >= (condition.least ?? -Infinity) && answer <= (condition.most ?? Infinity);
}

/** Whether all conditions of a field hold. */
export const asked = (when: Condition[], scope: Answers, today: string) => when.every((one) => holds(one, scope, today));
