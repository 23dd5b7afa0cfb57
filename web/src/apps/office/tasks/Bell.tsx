import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Bell as BellIcon } from 'lucide-react';
import { Button as AriaButton, Link as AriaLink } from 'react-aria-components';
import { api } from '@/api/client';
import { noticeSentences, noticeWords as t } from '@/i18n/ru/tasks';
import { counter } from '@/lib/plural';
import { Button, TextButton } from '@/ui/Button';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Popover } from '@/ui/Popover';
import { When } from '@/ui/When';
import { classes } from '@/ui/classes';
import { noticesQuery, unseenQuery, type Notice } from './notices';
import './bell.css';

/** How many notices are new; the list behind it. */
export function Bell() {
  const { data: unseen = 0 } = useQuery(unseenQuery);
  return (
    <Popover
      label={t.title}
      trigger={
        <AriaButton className="icon-button bell" aria-label={t.unseen(unseen)}>
          <BellIcon size="1.25em" aria-hidden />
          {unseen > 0 && (
            <span className="bell-count" aria-hidden>
              {counter(unseen)}
            </span>
          )}
        </AriaButton>
      }
    >
      <Notices />
    </Popover>
  );
}

function Notices() {
  const client = useQueryClient();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(noticesQuery);
  if (data === undefined) return <div className="notices">{error === null ? <Skeleton count={4} /> : <ErrorBox error={error} onRetry={() => void refetch()} />}</div>;
  const notices = data.pages.flatMap((page) => page.items);
  const newest = notices[0];
  const seen = async () => {
    if (newest === undefined) return;
    await api.POST('/api/notices/seen', { body: { up_to: newest.id } });
    await client.invalidateQueries({ queryKey: ['notices'] });
  };
  return (
    <div className="notices stack">
      <div className="row">
        <h2 className="grow">{t.title}</h2>
        {notices.some((one) => one.seen_at === null) && <TextButton onPress={() => void seen()}>{t.allSeen}</TextButton>}
      </div>
      {newest === undefined && <Empty icon={BellIcon} title={t.empty} />}
      <ul className="lines">
        {notices.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} onOpen={() => void open(notice).then(() => client.invalidateQueries({ queryKey: ['notices'] }))} />
        ))}
      </ul>
      {hasNextPage && (
        <Button small busy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t.more}
        </Button>
      )}
    </div>
  );
}

const open = (notice: Notice) => api.POST('/api/notices/{id}/seen', { params: { path: { id: notice.id } } }).catch(() => undefined);

function NoticeLine({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const sentence = noticeSentences[notice.code]?.(notice.params) ?? t.other;
  return (
    <li className={classes('line notice', notice.seen_at === null && 'notice-new')}>
      {notice.link === '' ? (
        <span>{sentence}</span>
      ) : (
        <AriaLink className="link" href={notice.link} onPress={onOpen}>
          {sentence}
        </AriaLink>
      )}
      <span className="muted small">
        <When value={notice.created_at} moment />
      </span>
    </li>
  );
}
