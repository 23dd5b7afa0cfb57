import { RotateCcw } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { askedOnly } from '@/forms/check';
import { holds } from '@/forms/condition';
import type { Answers, FormFile, Schema } from '@/forms/form';
import { endPreview, showPreview } from '@/forms/preview';
import { formBuilder as t } from '@/i18n/ru/formBuilder';
import { Button } from '@/ui/Button';
import { Banner, Empty } from '@/ui/Notice';

/** A pattern that is half written must not stop the engine. */
const patternStands = (pattern: string) => {
  try {
    return Boolean(new RegExp(pattern, 'u'));
  } catch {
    return false;
  }
};

const stands = (schema: Schema): boolean =>
  (schema.pattern === undefined || patternStands(schema.pattern)) && (schema.items === undefined || stands(schema.items)) && Object.values(schema.properties ?? {}).every(stands);

/** The form on the phone of an applicant, filled in for trial. It follows what is chosen in the builder. */
export function Phone({ form, title, today, page }: { form: FormFile | undefined; title: string; today: string; page: string | undefined }) {
  const place = useRef<HTMLDivElement>(null);
  const answers = useRef<Answers>({});
  const [filled, setFilled] = useState<Answers>({});
  const [opened, setOpened] = useState({ page, turn: 0 });
  if (page !== undefined && opened.page !== page) setOpened({ page, turn: opened.turn + 1 });
  const whole = useMemo(() => (form && stands(form.schema) && form.pages.length > 0 ? form : undefined), [form]);
  // While something is half written the phone shows the form as it was before.
  const [last, setLast] = useState(whole);
  if (whole && whole !== last) setLast(whole);
  const shown = whole ?? last;
  useEffect(() => {
    const here = place.current;
    if (!here || !shown) return;
    const changed = (next: Answers) => {
      answers.current = next;
      setFilled(next);
    };
    showPreview(here, { form: shown, title, today, page: opened.page ?? '', turn: opened.turn, answers: answers.current, changed });
  }, [shown, title, today, opened]);
  useEffect(() => {
    const here = place.current;
    return () => {
      if (here) endPreview(here);
    };
  }, []);
  const again = () => {
    answers.current = {};
    setFilled({});
    setOpened({ page: opened.page, turn: opened.turn + 1 });
  };
  const when = shown?.pages.find((one) => one.code === page)?.when;
  const hidden = shown !== undefined && when !== undefined && !holds(when, askedOnly(shown, filled, today), today);
  return (
    <>
      <header className="builder-head">
        <h2 className="grow">{t.phone}</h2>
        <Button small kind="quiet" icon={RotateCcw} onPress={again}>
          {t.again}
        </Button>
      </header>
      {hidden && <Banner>{t.hidden}</Banner>}
      {!shown && <Empty title={t.notReady} />}
      <div className="phone" ref={place} />
    </>
  );
}
