import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { Dialog as AriaDialog, Heading, Link as AriaLink } from 'react-aria-components';
import { ApiError } from '@/api/problem';
import { queryClient } from '@/api/queryClient';
import { api } from '@/api/client';
import { meQuery } from '@/api/me';
import { signWords as t } from '@/i18n/ru/signing';
import { useAct } from '@/lib/useAct';
import { PdfView } from '@/pdf/PdfView';
import { Button, IconButton } from '@/ui/Button';
import { Overlay } from '@/ui/Dialog';
import { Banner, Empty, ErrorBox } from '@/ui/Notice';
import { fileUrl, mainFile, previewUrl, shownFiles, type CardFile } from '../card/document';
import type { Card, Desk } from '../card/parts';
import { refreshCards } from '../card/queries';
import RefuseDialog from './RefuseDialog';
import './signing.css';

/** The text stands before the signatory, whole and sharp; the button below it is always in sight. */
export default function SignDialog({ card, desk }: { card: Card; desk: Desk }) {
  const { data: me } = useQuery(meQuery);
  const version = card.versions.at(-1);
  const file = mainFile(card);
  const page = useRef<HTMLDivElement>(null);
  const drawn = useDrawn(page);
  const [fetched, setFetched] = useState(false);
  const { busy, error, run } = useAct((refusal) => {
    if (refusal instanceof ApiError && refusal.status === 409) void refreshCards(queryClient, card.id);
  });
  const seen = file?.has_preview ? drawn : fetched;
  const sign = () =>
    run(async () => {
      await api.POST('/api/documents/{id}/sign', { params: { path: { id: card.id } }, body: { sha256: version?.sha256 ?? '' } });
      desk.done(t.signed, { next: true });
    });
  const acting = card.signatory && me && card.signatory.id !== me.id ? card.signatory.name : undefined;
  return (
    <Overlay open onClose={desk.close} className="dialog sign-dialog">
      <AriaDialog className="dialog-inner">
        <header className="dialog-head sign-head">
          <div className="grow">
            <Heading slot="title" level={2}>
              {card.summary || t.signTitle}
            </Heading>
            {version && <p className="muted small">{t.what(version.no)}</p>}
          </div>
          <IconButton icon={X} label={t.close} onPress={desk.close} />
        </header>
        <div className="sign-page" ref={page}>
          {file && version ? <Text card={card} file={file} onFetched={() => setFetched(true)} /> : <Empty title={t.noFile} />}
        </div>
        <footer className="sign-foot">
          {acting && <Banner tone="accent">{t.acting(acting)}</Banner>}
          {error !== undefined && <ErrorBox error={error} />}
          <div className="sign-buttons">
            <Button kind="filled" keys="Ctrl+Enter" busy={busy} disabled={!seen || version === undefined} onPress={() => void sign()}>
              {t.sign}
            </Button>
            <Button kind="danger" disabled={busy} onPress={() => desk.show(<RefuseDialog card={card} desk={desk} />)}>
              {t.refuse}
            </Button>
            <span className="muted small" role="status">
              {!seen && t.notSeen}
            </span>
          </div>
        </footer>
      </AriaDialog>
    </Overlay>
  );
}

function Text({ card, file, onFetched }: { card: Card; file: CardFile; onFetched: () => void }) {
  if (!file.has_preview) {
    return (
      <Empty
        title={t.noPreview}
        action={
          <AriaLink className="link" href={fileUrl(file.id)} download={file.name} onPress={onFetched}>
            {t.download(file.name)}
          </AriaLink>
        }
      />
    );
  }
  const shown = shownFiles(card).filter((one) => one.has_preview);
  return <PdfView files={shown.map(({ id, name }) => ({ id, name, url: previewUrl(id), type: 'application/pdf' }))} />;
}

/** True from the moment when a page of the text has been drawn on the screen. */
function useDrawn(box: RefObject<HTMLElement | null>): boolean {
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    const place = box.current;
    if (place === null || drawn) return;
    const look = () => setDrawn(place.querySelector('.pdf-page .textLayer > *, .pdf-page canvas[width]') !== null);
    const observer = new MutationObserver(look);
    observer.observe(place, { childList: true, subtree: true, attributes: true, attributeFilter: ['width'] });
    look();
    return () => observer.disconnect();
  }, [box, drawn]);
  return drawn;
}
