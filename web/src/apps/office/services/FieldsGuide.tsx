import { Copy } from 'lucide-react';
import { applicationWords } from '@/i18n/ru/applications';
import { paperFields } from '@/i18n/ru/paperFields';
import { Button } from '@/ui/Button';
import { TableHead } from '@/ui/TableHead';
import { toast } from '@/ui/Toast';

const t = applicationWords.forms;

/** What may stand in a form: each field with its meaning and how it reads. It is written in a word processor, so a press copies it. */
export function FieldsGuide() {
  const copy = (field: string) => void navigator.clipboard.writeText(field).then(() => toast.done(t.copied(field)));
  return (
    <details className="service-fields">
      <summary>{t.guide}</summary>
      <div className="table-scroll">
        <table className="plain-table">
          <TableHead titles={[t.meaning, t.reads, t.field]} />
          <tbody>
            {Object.entries(paperFields).map(([name, [meaning, example]]) => (
              <tr key={name}>
                <td>{meaning}</td>
                <td>{`«${example}»`}</td>
                <td>
                  <Button small icon={Copy} hint={t.copy(meaning)} onPress={() => copy(`{{${name}}}`)}>
                    {`{{${name}}}`}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="small muted">{t.more}</p>
    </details>
  );
}
