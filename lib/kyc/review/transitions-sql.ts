import { submissionStatuses, transitions } from "./transitions";

const quoted = (values: readonly string[]) => values.map((value) => `'${value}'`).join(", ");

/** The guard of the database, made from the table of transitions: a forbidden arrow raises 23514 whoever writes it. */
export function transitionsSql(): string {
  const arrows = submissionStatuses
    .map((from) => `    when '${from}' then allowed := ${transitions[from].length === 0 ? "false" : `new.status in (${quoted(transitions[from])})`};`)
    .join("\n");

  return `create or replace function submissions_check_transition() returns trigger language plpgsql as $function$
declare
  allowed boolean;
begin
  if tg_op = 'INSERT' then
    allowed := new.status in (${quoted(transitions.new)});
  elsif new.status = old.status then
    return new;
  else
    case old.status
${arrows}
    end case;
  end if;
  if not allowed then
    raise exception 'a submission may not move from % to %', case when tg_op = 'INSERT' then 'new' else old.status end, new.status
      using errcode = '23514';
  end if;
  return new;
end
$function$;`;
}
