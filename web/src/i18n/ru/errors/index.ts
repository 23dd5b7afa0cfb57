import { appealControl } from './appealControl';
import { appeals } from './appeals';
import { applications } from './applications';
import { approval } from './approval';
import { assignments } from './assignments';
import { catalogue } from './catalogue';
import { certificates } from './certificates';
import { device } from './device';
import { dispatch } from './dispatch';
import { documents } from './documents';
import { enrolment } from './enrolment';
import { drafts } from './drafts';
import { intake } from './intake';
import { epgu } from './epgu';
import { interagency } from './interagency';
import { org } from './org';
import { platform } from './platform';
import { pos } from './pos';
import { receipt } from './receipt';
import { reception } from './reception';
import { registry } from './registry';
import { remote } from './remote';
import { signing } from './signing';
import { trust } from './trust';
import type { Sentences } from './first';
import { visits } from './visits';

export type { Sentence, Sentences } from './first';

/** Error texts by the server's code: what happened and what to do. A test looks for codes without words. */
export const errors: Sentences = {
  ...receipt,
  ...enrolment,
  ...reception,
  // of the office
  ...platform, ...org, ...registry, ...documents, ...assignments, ...approval, ...signing, ...certificates, ...remote, ...device, ...dispatch, ...trust, ...appeals, ...appealControl, ...pos, ...catalogue, ...interagency, ...epgu, ...applications, ...intake, ...drafts, ...visits,
};

export { fieldErrors } from './fields';
