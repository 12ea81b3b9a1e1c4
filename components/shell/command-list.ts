import { matchingOptions } from "@/components/ui/combobox-match";
import { commandGroups, type Command } from "./commands";

/** The acts that a text could mean, group by group: in the order of the page for no text, else the group of the best match first. */
export function listed(commands: readonly Command[], text: string): Command[] {
  const matching = matchingOptions(commands.map((command) => ({ ...command, value: command.id })), text);
  const groups = text.trim() === "" ? commandGroups : new Set(matching.map(({ group }) => group));
  return [...groups].flatMap((group) => matching.filter((command) => command.group === group));
}
