/** By a selection of its own: the only way where the page came over plain http. */
function copySelected(text: string): boolean {
  const before = document.activeElement;
  const area = document.createElement("textarea");
  area.value = text;
  area.readOnly = true;
  area.style.cssText = "position:fixed;opacity:0";
  // A modal dialog makes the rest of the page inert, where nothing can be selected.
  (before?.closest("dialog") ?? document.body).append(area);
  area.select();
  const isCopied = document.execCommand("copy");
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return isCopied;
}

/** Puts a text on the clipboard; false when the browser refuses. */
export function copyText(text: string): Promise<boolean> {
  const write = "clipboard" in navigator ? navigator.clipboard.writeText(text) : Promise.reject(new Error("no secure context"));
  return write.then(
    () => true,
    () => copySelected(text),
  );
}
