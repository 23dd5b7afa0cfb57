import { useRouteContext } from '@tanstack/react-router';
import { certificates } from '@/i18n/ru/certificates';
import { profile as t, signInWords } from '@/i18n/ru/shell';
import { sizes, themes, view } from '@/lib/view';
import { useView } from '@/lib/useView';
import { Avatar } from '@/ui/Avatar';
import { Switch } from '@/ui/Choice';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { Radio } from '@/ui/Radio';
import { toast } from '@/ui/Toast';
import { Certificates } from '../certificates/Certificates';
import { Powers } from '../certificates/Powers';
import { usePageTitle } from '../shell/pageTitle';
import { PasswordForm } from '../signin/PasswordForm';
import { Sessions } from './Sessions';
import './profile.css';

/** The person himself: who he is, how the pages look, his password and his open sessions. */
export function ProfilePage() {
  usePageTitle(t.title);
  const { me } = useRouteContext({ from: '/shell' });
  const { theme, size, singleKeys } = useView();
  const facts = [
    [t.post, me.post],
    [t.unit, me.unit],
    [t.body, me.body.name],
  ].filter(([, value]) => value);
  return (
    <div className="page profile">
      <header className="profile-head">
        <Avatar name={me.name} />
        <h1>{me.name}</h1>
      </header>
      <dl className="facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <section className="stack">
        <h2>{t.look}</h2>
        <Radio
          label={t.theme}
          options={themes.map((id) => ({ id, title: t.themes[id] }))}
          value={theme}
          onChange={(next) => view.set({ theme: next })}
        />
        <ChoiceChips
          label={t.size}
          options={sizes.map((id) => ({ id, title: t.sizes[id] }))}
          value={size}
          onChange={(next) => view.set({ size: next })}
        />
        <Switch on={singleKeys} onChange={(on) => view.set({ singleKeys: on })}>
          {t.singleKeys}
        </Switch>
        <p className="muted small">{t.singleKeysHint}</p>
        <p className="muted small">{t.saved}</p>
      </section>
      <section className="stack">
        <h2>{certificates.title}</h2>
        <Certificates personId={me.id} own />
        <h3>{certificates.powers}</h3>
        <Powers personId={me.id} />
      </section>
      <section className="stack">
        <h2>{t.sessions}</h2>
        <p className="muted small">{t.sessionsHint}</p>
        <Sessions />
      </section>
      <section className="stack">
        <h2>{t.password}</h2>
        <PasswordForm onDone={() => toast.done(signInWords.passwordChanged)} />
      </section>
    </div>
  );
}
