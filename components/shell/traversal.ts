/** What the browser's Navigation API says of going back or forward; the type library does not know it yet. */
interface NavigateEvent extends Event {
  readonly navigationType: "push" | "reload" | "replace" | "traverse";
  readonly destination: { readonly key: string };
}

interface Navigation extends EventTarget {
  traverseTo: (key: string) => unknown;
}

/** Null in a browser without it: nothing there can hold Back. */
function navigationOf(): Navigation | null {
  return (window as Window & { navigation?: Navigation }).navigation ?? null;
}

/** Holds Back and Forward where the browser lets a page, while it `isHeld`, and tells which entry was meant; undone by what it returns. */
export function holdTraversal(onHeld: (key: string) => void, isHeld: () => boolean): () => void {
  const navigation = navigationOf();
  const hold = (event: Event) => {
    const { navigationType, destination } = event as NavigateEvent;
    if (navigationType !== "traverse" || !event.cancelable || !isHeld()) return;
    event.preventDefault();
    onHeld(destination.key);
  };
  navigation?.addEventListener("navigate", hold);
  return () => navigation?.removeEventListener("navigate", hold);
}

export function traverseTo(key: string): void {
  navigationOf()?.traverseTo(key);
}
