import { Plus, X } from 'lucide-react';
import { channelWords, fieldWords as t } from '@/i18n/ru/documents';
import { Button, IconButton } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { CorrespondentField } from '../card/CorrespondentField';
import type { AddresseeField } from '../card/form';

interface AddresseesProps {
  value: readonly AddresseeField[];
  onChange: (value: readonly AddresseeField[]) => void;
  error?: string | undefined;
}

const channels = ['platform', 'email', 'post', 'hand'] as const;
const blank: AddresseeField = { correspondent: null, person: '', channel: 'post' };

/** To whom the letter goes and by which way to each. */
export function Addressees({ value, onChange, error }: AddresseesProps) {
  const shown = value.length === 0 ? [blank] : value;
  const change = (at: number, part: Partial<AddresseeField>) => onChange(shown.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <fieldset className="addressees">
      <legend className="field-label">{t.addressees}</legend>
      {shown.map((one, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines are told by their place only
        <div key={index} className="addressee">
          <div className="addressee-who">
            <CorrespondentField
              label={t.correspondent}
              value={one.correspondent}
              onChange={(correspondent) => change(index, { correspondent, ...(correspondent?.channel ? { channel: correspondent.channel } : {}) })}
              error={index === 0 ? error : undefined}
            />
          </div>
          <Field label={t.person} value={one.person} onChange={(person) => change(index, { person })} maxLength={200} />
          <Select label={t.channelShort} options={channels.map((id) => ({ id, title: channelWords[id] }))} value={one.channel} onChange={(channel) => change(index, { channel })} />
          {value.length > 0 && (
            <div className="addressee-remove">
              <IconButton icon={X} label={t.removeAddressee(one.correspondent?.title ?? '')} onPress={() => onChange(value.filter((_, at) => at !== index))} />
            </div>
          )}
        </div>
      ))}
      <div>
        <Button small icon={Plus} onPress={() => onChange([...shown, blank])}>
          {t.addAddressee}
        </Button>
      </div>
    </fieldset>
  );
}
