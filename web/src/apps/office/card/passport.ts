import { problemOf } from '@/api/problem';
import { authorised } from '@/api/session';
import { cardWords as t } from '@/i18n/ru/cards';
import { toast } from '@/ui/Toast';

/** Asks whether the passport may be taken (a restricted document wants the password), then leaves the file to the browser. */
export async function takePassport(id: number) {
  const path = `/api/documents/${id}/passport`;
  try {
    const answer = await authorised(new Request(new URL(`${path}?ask`, location.origin)));
    if (!answer.ok) throw await problemOf(answer);
    const link = document.createElement('a');
    link.href = path;
    link.download = '';
    link.click();
    toast.done(t.passportTaken);
  } catch (error) {
    toast.failed(error);
  }
}
