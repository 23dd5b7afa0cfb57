import { useRouteContext } from '@tanstack/react-router';
import { profile as t } from '@/i18n/ru/shell';
import { sizes, themes, view } from '@/lib/view';
import { useView } from '@/lib/useView';
import { ChoiceChips, Radio, Switch } from '@/ui/Choice';
import { Avatar } from '@/ui/Avatar';
import { usePageTitle } from '../shell/pageTitle';
import './profile.css';

export function ProfilePage() {
  usePageTitle(t.title);
  const { me } = useRouteContext({ from: '/shell' });
  const { theme, size, singleKeys } = useView();
  const facts = [
    [t.post, me.post],
    [t.unit, me.unit],
    [t.body, me.body],
    [t.login, me.login],
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
        <p className="muted small">{t.saved}</p>
      </section>
      <section className="stack">
        <h2>{t.keys}</h2>
        <Switch on={singleKeys} onChange={(on) => view.set({ singleKeys: on })}>
          {t.singleKeys}
        </Switch>
        <p className="muted small">{t.singleKeysHint}</p>
      </section>
    </div>
  );
}
