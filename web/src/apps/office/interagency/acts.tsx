import { useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { interagencyWords as t } from '@/i18n/ru/interagency';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { ErrorBox } from '@/ui/Notice';
import { toast } from '@/ui/Toast';
import type { RequestCard } from './queries';

/** What may be done with a request now: send the draft, or send again what was refused or not answered. */
export function RequestActs({ card, main = false }: { card: RequestCard; main?: boolean }) {
  const client = useQueryClient();
  const { busy, error, run } = useAct();
  const act = (path: '/api/interagency/requests/{id}/resend' | '/api/interagency/requests/{id}/send', said: string) =>
    void run(async () => {
      const params = { path: { id: card.id } };
      await (path === '/api/interagency/requests/{id}/send' ? api.POST(path, { params, body: {} }) : api.POST(path, { params }));
      await client.invalidateQueries({ queryKey: ['interagency'] });
      toast.done(said);
    });
  const look = main ? { kind: 'filled' as const } : { small: true };
  return (
    <>
      {error !== undefined && error !== null && <ErrorBox error={error} />}
      {card.actions.includes('send') && (
        <Button {...look} busy={busy} onPress={() => act('/api/interagency/requests/{id}/send', t.sent)}>
          {t.sendDraft}
        </Button>
      )}
      {card.actions.includes('resend') && (
        <Button {...look} busy={busy} onPress={() => act('/api/interagency/requests/{id}/resend', t.resent)}>
          {t.resend}
        </Button>
      )}
    </>
  );
}
