import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { Landmark } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { meQuery } from '@/api/me';
import { demoUsers, signIn, type DemoUser } from '@/api/session';
import { shell, signInWords as t } from '@/i18n/ru/shell';
import { group } from '@/lib/group';
import { Avatar } from '@/ui/Avatar';
import { ErrorBox } from '@/ui/Notice';
import { usePageTitle } from '../shell/pageTitle';
import { SignInForm } from './SignInForm';
import './signin.css';

export function SignInPage() {
  usePageTitle(t.title);
  const router = useRouter();
  const queryClient = useQueryClient();
  const { back } = useSearch({ from: '/sign-in' });
  const enter = async () => {
    await queryClient.resetQueries({ queryKey: meQuery.queryKey });
    await router.navigate({ href: back ?? '/', replace: true });
  };
  return (
    <main className="signin">
      <div className="signin-box">
        <header className="signin-head">
          <span className="logo" aria-hidden>
            <Landmark size="1.5rem" />
          </span>
          <div>
            <h1>{shell.product}</h1>
            <p className="muted small">{t.lead}</p>
          </div>
        </header>
        <SignInForm onDone={() => void enter()} />
        <p className="muted small">
          {t.citizens} <a href="/services">{t.services}</a> · <a href="/reception">{t.reception}</a>
        </p>
      </div>
      <DemoUsers onDone={() => void enter()} />
    </main>
  );
}

function DemoUsers({ onDone }: { onDone: () => void }) {
  const { data: users = [] } = useQuery({ queryKey: ['demo-users'], queryFn: demoUsers, staleTime: Infinity });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  if (users.length === 0) return null;
  const enter = async ({ login, password }: DemoUser) => {
    setBusy(true);
    setError(undefined);
    try {
      await signIn(login, password);
      onDone();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <section className="signin-box demo" aria-label={t.demo}>
      <div>
        <h2>{t.demo}</h2>
        <p className="muted small">{t.demoHint}</p>
      </div>
      {error !== undefined && <ErrorBox error={error} />}
      <div className="demo-list">
        {group(users, (user) => user.body).map(([body, members]) => (
          <section key={body}>
            <h3 className="demo-body">{body}</h3>
            <ul>
              {members.map((user) => (
                <li key={user.login}>
                  <AriaButton className="demo-user" isDisabled={busy} onPress={() => void enter(user)}>
                    <Avatar name={user.name} />
                    <span className="grow">
                      <span className="clip strong">{user.name}</span>
                      <span className="clip small muted">{user.post}</span>
                    </span>
                  </AriaButton>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  );
}
