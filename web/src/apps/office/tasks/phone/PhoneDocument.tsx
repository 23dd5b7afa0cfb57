import { ArrowLeft } from 'lucide-react';
import { phoneWords as t } from '@/i18n/ru/tasks';
import { PdfView } from '@/pdf/PdfView';
import { IconButton } from '@/ui/Button';
import { previewUrl, shownFiles, stampsOn } from '../../card/document';
import type { Card } from '../../card/parts';

interface PhoneDocumentProps {
  card: Card;
  file: number;
  onFile: (id: number) => void;
  onBack: () => void;
}

/** The document over the whole screen; the buttons of the decision stay below it. */
export function PhoneDocument({ card, file, onFile, onBack }: PhoneDocumentProps) {
  const files = shownFiles(card).filter((one) => one.has_preview);
  const shown = files.find((one) => one.id === file);
  return (
    <div className="exec-document">
      <PdfView
        files={files.map(({ id, name }) => ({ id, name, url: previewUrl(id), type: 'application/pdf' }))}
        selected={file}
        onSelect={(id) => onFile(Number(id))}
        stamps={shown ? stampsOn(card, shown) : []}
        actions={<IconButton icon={ArrowLeft} label={t.toCard} onPress={onBack} />}
      />
    </div>
  );
}
