import enAsk from "./messages/en/ask.json";
import enAudit from "./messages/en/audit.json";
import enBulk from "./messages/en/bulk.json";
import enCase from "./messages/en/case.json";
import enChecks from "./messages/en/checks.json";
import enCodes from "./messages/en/codes.json";
import enCommon from "./messages/en/common.json";
import enErrors from "./messages/en/errors.json";
import enFields from "./messages/en/fields.json";
import enFlags from "./messages/en/flags.json";
import enIdTypes from "./messages/en/id-types.json";
import enKeys from "./messages/en/keys.json";
import enMembers from "./messages/en/members.json";
import enNotes from "./messages/en/notes.json";
import enPicker from "./messages/en/picker.json";
import enPolicy from "./messages/en/policy.json";
import enQueue from "./messages/en/queue.json";
import enSettings from "./messages/en/settings.json";
import enShell from "./messages/en/shell.json";
import enSignIn from "./messages/en/sign-in.json";
import enStatuses from "./messages/en/statuses.json";
import enTemplates from "./messages/en/templates.json";
import enViews from "./messages/en/views.json";
import koAsk from "./messages/ko/ask.json";
import koAudit from "./messages/ko/audit.json";
import koBulk from "./messages/ko/bulk.json";
import koCase from "./messages/ko/case.json";
import koChecks from "./messages/ko/checks.json";
import koCodes from "./messages/ko/codes.json";
import koCommon from "./messages/ko/common.json";
import koErrors from "./messages/ko/errors.json";
import koFields from "./messages/ko/fields.json";
import koFlags from "./messages/ko/flags.json";
import koIdTypes from "./messages/ko/id-types.json";
import koKeys from "./messages/ko/keys.json";
import koMembers from "./messages/ko/members.json";
import koNotes from "./messages/ko/notes.json";
import koPicker from "./messages/ko/picker.json";
import koPolicy from "./messages/ko/policy.json";
import koQueue from "./messages/ko/queue.json";
import koSettings from "./messages/ko/settings.json";
import koShell from "./messages/ko/shell.json";
import koSignIn from "./messages/ko/sign-in.json";
import koStatuses from "./messages/ko/statuses.json";
import koTemplates from "./messages/ko/templates.json";
import koViews from "./messages/ko/views.json";
import type { Locale } from "./locale";

const en = {
  ask: enAsk,
  audit: enAudit,
  bulk: enBulk,
  case: enCase,
  checks: enChecks,
  codes: enCodes,
  common: enCommon,
  errors: enErrors,
  fields: enFields,
  flags: enFlags,
  idTypes: enIdTypes,
  keys: enKeys,
  members: enMembers,
  notes: enNotes,
  picker: enPicker,
  policy: enPolicy,
  queue: enQueue,
  settings: enSettings,
  shell: enShell,
  signIn: enSignIn,
  statuses: enStatuses,
  templates: enTemplates,
  views: enViews,
};

/** Every text of the desk, by namespace: a file each. */
export type Messages = typeof en;

const ko: Messages = {
  ask: koAsk,
  audit: koAudit,
  bulk: koBulk,
  case: koCase,
  checks: koChecks,
  codes: koCodes,
  common: koCommon,
  errors: koErrors,
  fields: koFields,
  flags: koFlags,
  idTypes: koIdTypes,
  keys: koKeys,
  members: koMembers,
  notes: koNotes,
  picker: koPicker,
  policy: koPolicy,
  queue: koQueue,
  settings: koSettings,
  shell: koShell,
  signIn: koSignIn,
  statuses: koStatuses,
  templates: koTemplates,
  views: koViews,
};

export function messagesFor(locale: Locale): Messages {
  return locale === "ko" ? ko : en;
}
