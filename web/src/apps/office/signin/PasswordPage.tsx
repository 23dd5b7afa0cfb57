import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { meQuery } from '@/api/me';
import { signInWords as t } from '@/i18n/ru/shell';
import { usePageTitle } from '../shell/pageTitle';
import { PasswordForm } from './PasswordForm';
import './signin.css';

/** A password given by the administrator is changed before anything else. */
export function PasswordPage() {
  usePageTitle(t.changeTitle);
  const router = useRouter();
  const queryClient = useQueryClient();
  const go = async () => {
    await queryClient.resetQueries({ queryKey: meQuery.queryKey });
    await router.navigate({ href: '/', replace: true });
  };
  return (
    <main className="signin">
      <div className="signin-box">
        <h1>{t.changeTitle}</h1>
        <p>{t.changeLead}</p>
        <PasswordForm onDone={() => void go()} />
      </div>
    </main>
  );
}
