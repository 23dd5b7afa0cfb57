import { FileQuestion } from 'lucide-react';
import { shell as t } from '@/i18n/ru/shell';
import { Button, Link } from '@/ui/Button';
import { Empty, ErrorBox } from '@/ui/Notice';

export function Missing() {
  return (
    <div className="trouble">
      <h1 className="visually-hidden">{t.notFound}</h1>
      <Empty icon={FileQuestion} title={t.notFound} action={<Link href="/">{t.toStart}</Link>}>
        {t.notFoundHint}
      </Empty>
    </div>
  );
}

/** A page broke or its code did not come (a new release): the frame stays, the reason is told. */
export function Broken({ error }: { error: unknown }) {
  return (
    <div className="trouble stack">
      <h1>{t.broken}</h1>
      <ErrorBox error={error} />
      <Button onPress={() => location.reload()}>{t.reload}</Button>
    </div>
  );
}
