import { useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { fieldTexts } from '@/i18n/errorText';
import { exchangeForms as t } from '@/i18n/ru/exchangeForms';
import { useAct } from '@/lib/useAct';
import { useDraft } from '@/lib/useDraft';
import { Button } from '@/ui/Button';
import { TextArea } from '@/ui/Field';
import { Banner, ErrorBox } from '@/ui/Notice';
import { toast } from '@/ui/Toast';
import type { Panel } from './queries';

/** A low rating that is looked at within the body: what the citizen said, and the conclusion that goes back to him. */
export function Review({ id, review, may }: { id: number; review: Panel['reviews'][number]; may: boolean }) {
  const client = useQueryClient();
  const { value, change, clear } = useDraft(`pos-review:${review.id}`, { conclusion: '' });
  const { busy, error, run } = useAct();
  const said = t.reviewScore(review.score, review.comment);
  if (!review.open) {
    return (
      <p>
        {said}. {t.past}: {review.conclusion}
      </p>
    );
  }
  const conclude = () =>
    run(async () => {
      await api.POST('/api/documents/{id}/pos/conclude', { params: { path: { id } }, body: { conclusion: value.conclusion } });
      clear();
      await client.invalidateQueries({ queryKey: ['pos'] });
      toast.done(t.concluded);
    });
  return (
    <section className="stack" aria-label={t.review}>
      <Banner tone="warn">
        {t.review}. {said}
      </Banner>
      {may && (
        <>
          {error !== undefined && <ErrorBox error={error} />}
          <TextArea label={t.conclusion} hint={t.conclusionHint} value={value.conclusion} onChange={(conclusion) => change({ conclusion })} error={fieldTexts(error).conclusion} maxLength={2000} rows={3} required />
          <div className="row">
            <Button kind="filled" busy={busy} disabled={value.conclusion.trim() === ''} onPress={() => void conclude()}>
              {t.conclude}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
