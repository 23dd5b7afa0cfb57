import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { Dialog as AriaDialog, Heading, Link as AriaLink } from 'react-aria-components';
import { meQuery } from '@/api/me';
import { signWords as t } from '@/i18n/ru/signing';
import { deviceWords as d } from '@/i18n/ru/signingDevices';
import { PdfView } from '@/pdf/PdfView';
import type { What } from '@/signing/send';
import { Button, IconButton, TextButton } from '@/ui/Button';
import { Overlay } from '@/ui/Dialog';
import { Banner, Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { fileUrl, mainFile, previewUrl, shownFiles, type CardFile } from '../card/document';
import type { Card, Desk } from '../card/parts';
import { cardQuery } from '../card/queries';
import AttachDialog from './AttachDialog';
import RefuseDialog from './RefuseDialog';
import { SignWay } from './SignWay';
import { useSigning } from './useSigning';
import './signing.css';

/** The text stands before the one who signs it or its acknowledgement, whole and sharp; the button below it is always in sight. */
export default function SignDialog({ card, desk, what = 'document' }: { card: Card; desk: Desk; what?: What }) {
  const { data: me } = useQuery(meQuery);
  const version = card.versions.at(-1);
  const shown = useShown(card);
  const file = mainFile(shown);
  const page = useRef<HTMLDivElement>(null);
  const drawn = useDrawn(page);
  const [fetched, setFetched] = useState(false);
  const seen = file?.has_preview ? drawn : fetched;
  const disputed = card.approval.disagreements.filter(({ outcome }) => outcome !== 'settled').length;
  const { signatories } = card.signing;
  const own = signatories.some(({ id }) => id === me?.id);
  const acting = me && what === 'document' && !own ? signatories.find(({ signed }) => !signed)?.name : undefined;
  return (
    <Overlay open onClose={desk.close} className="dialog sign-dialog">
      <AriaDialog className="dialog-inner">
        <header className="dialog-head sign-head">
          <div className="grow">
            <Heading slot="title" level={2}>
              {card.summary || t.signTitle}
            </Heading>
            {version && <p className="muted small">{what === 'document' ? t.what(version.no) : t.whatRead(version.no)}</p>}
          </div>
          <IconButton icon={X} label={t.close} onPress={desk.close} />
        </header>
        <div className="sign-page" ref={page}>
          {file && version ? <Text card={shown} file={file} onFetched={() => setFetched(true)} /> : <Empty title={t.noFile} />}
        </div>
        <footer className="sign-foot">
          {disputed > 0 && <Banner tone="warn">{t.disputed(disputed)}</Banner>}
          {acting && <Banner tone="accent">{t.acting(acting)}</Banner>}
          {version && <Foot card={card} desk={desk} what={what} seen={seen} />}
        </footer>
      </AriaDialog>
    </Overlay>
  );
}

/** The means, and the one main button: while the token, the phone or the server is at work, theirs stand instead. */
function Foot({ card, desk, what, seen }: { card: Card; desk: Desk; what: What; seen: boolean }) {
  const reads = what === 'acknowledgement';
  const words = reads ? d.readAs : d.signedAs;
  const act = useSigning(card, what, (signed) => desk.done(signed?.kind === 'cms' ? words[signed.verdict] : t.signed, { next: true }));
  const { busy, error, prepared, stage, pin, remote } = act;
  const trouble = error ?? prepared.error ?? undefined;
  return (
    <>
      {trouble !== undefined && <ErrorBox error={trouble} />}
      <SignWay act={act} />
      {!stage && !pin && !remote && (
        <div className="sign-buttons">
          <Button kind="filled" keys="Ctrl+Enter" busy={busy} disabled={!seen || !act.ready} onPress={() => void act.sign()}>
            {reads ? t.acknowledge : t.sign}
          </Button>
          {!reads && (
            <Button kind="danger" disabled={busy} onPress={() => desk.show(<RefuseDialog card={card} desk={desk} />)}>
              {t.refuse}
            </Button>
          )}
          {!reads && card.actions.includes('attach_signature') && (
            <TextButton onPress={() => desk.show(<AttachDialog card={card} desk={desk} />)}>{d.bring}</TextButton>
          )}
          <span className="muted small" role="status">
            {!seen ? t.notSeen : act.listed.some(({ why }) => why === undefined) && !act.ready && d.needCertificate}
          </span>
        </div>
      )}
    </>
  );
}

/** The card as it stands now while its pages are being made; never with another text than the one that was asked for. */
function useShown(card: Card): Card {
  const { data: now = card } = useQuery(cardQuery(card.id));
  return now.versions.at(-1)?.sha256 === card.versions.at(-1)?.sha256 ? now : card;
}

function Text({ card, file, onFetched }: { card: Card; file: CardFile; onFetched: () => void }) {
  if (!file.has_preview && file.reading) return <Skeleton shape="card" count={6} />;
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
