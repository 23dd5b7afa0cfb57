import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { ArrowRightLeft, Fingerprint, KeyRound, Lock, LockOpen, Pencil, ShieldCheck, UserRoundX } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { api } from '@/api/client';
import { people as t } from '@/i18n/ru/admin';
import { certificates } from '@/i18n/ru/certificates';
import { Button } from '@/ui/Button';
import { Drawer } from '@/ui/Dialog';
import { ErrorBox, Skeleton } from '@/ui/Notice';
import { toast } from '@/ui/Toast';
import { personQuery, type EmployeeCard } from '../queries';
import { PersonFacts } from './PersonFacts';

type Act = 'describe' | 'transfer' | 'roles' | 'password' | 'dismiss' | 'identity' | 'certificate' | 'power';

export interface PersonFormProps {
  person: EmployeeCard;
  /** Back to the card. */
  onClose: () => void;
}

const forms = {
  describe: lazy(() => import('./DescribeForm')),
  transfer: lazy(() => import('./TransferForm')),
  roles: lazy(() => import('./RolesForm')),
  password: lazy(() => import('./PasswordForm')),
  dismiss: lazy(() => import('./DismissForm')),
  identity: lazy(() => import('./IdentityForm')),
  certificate: lazy(() => import('./CertificateForm')),
  power: lazy(() => import('./PowerForm')),
};

/** One person: who he is and what he may; each change is a form in the same place. */
export default function PersonDrawer({ id, onClose }: { id: number; onClose: () => void }) {
  const { data: person, error, refetch } = useQuery(personQuery(id));
  const [act, setAct] = useState<Act>();
  if (person && act) {
    const Form = forms[act];
    return (
      <Suspense>
        <Form person={person} onClose={() => setAct(undefined)} />
      </Suspense>
    );
  }
  return (
    <Drawer
      title={person ? t.full(person.surname, person.name, person.patronymic) : t.columns.name}
      open
      onClose={onClose}
      footer={person && person.dismissed_at === null && <Acts person={person} onAct={setAct} />}
    >
      {error ? <ErrorBox error={error} onRetry={() => void refetch()} /> : person ? <PersonFacts person={person} onAct={setAct} /> : <Skeleton shape="card" count={5} />}
    </Drawer>
  );
}

/** Nobody changes his own roles, resets his own password here or dismisses himself. */
function Acts({ person, onAct }: { person: EmployeeCard; onAct: (act: Act) => void }) {
  const { me } = useRouteContext({ from: '/shell' });
  const own = me.id === person.id;
  return (
    <>
      <Button icon={Pencil} onPress={() => onAct('describe')}>
        {t.describe}
      </Button>
      <Button icon={ArrowRightLeft} onPress={() => onAct('transfer')}>
        {t.transfer}
      </Button>
      {own ? (
        <p className="small muted">{t.ownRoles}</p>
      ) : (
        <>
          <Button icon={ShieldCheck} onPress={() => onAct('roles')}>
            {t.changeRoles}
          </Button>
          <Button icon={Fingerprint} onPress={() => onAct('identity')}>
            {certificates.identity}
          </Button>
          <Button icon={KeyRound} onPress={() => onAct('password')}>
            {t.password}
          </Button>
          <BlockButton person={person} />
          <Button icon={UserRoundX} kind="danger" onPress={() => onAct('dismiss')}>
            {t.dismiss}
          </Button>
        </>
      )}
    </>
  );
}

/** Forbids to sign in while somebody finds out what happened, and allows it again. */
function BlockButton({ person }: { person: EmployeeCard }) {
  const client = useQueryClient();
  const set = async (blocked: boolean) => {
    const params = { path: { id: person.id } };
    try {
      await (blocked ? api.POST('/api/employees/{id}/block', { params }) : api.POST('/api/employees/{id}/unblock', { params }));
      const name = person.short_name;
      toast.done(blocked ? t.blockDone(name) : t.unblockDone(name), () => void set(!blocked));
    } catch (problem) {
      toast.failed(problem);
    }
    await client.invalidateQueries({ queryKey: personQuery(person.id).queryKey });
  };
  return (
    <Button icon={person.blocked ? LockOpen : Lock} onPress={() => void set(!person.blocked)}>
      {person.blocked ? t.unblock : t.block}
    </Button>
  );
}
