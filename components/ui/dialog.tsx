"use client";

import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode, type RefObject } from "react";
import { classNames } from "./class-names";

export interface DialogProps {
  open: boolean;
  /** Asked for by Esc; a click beside the dialog closes nothing, for what was typed would be lost. */
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  /** Beside the title and description, within the dialog's head. */
  header?: ReactNode;
  /** What went wrong, in full, between what scrolls and the buttons. */
  notice?: ReactNode;
  footer?: ReactNode;
  /** A write is under way. */
  busy?: boolean;
  /** What has the focus first; else the first control. */
  initialFocus?: RefObject<HTMLElement | null>;
  width?: "narrow" | "wide";
  /** Nothing in it takes the focus: the keyboard scrolls it as a whole. */
  isForReading?: boolean;
  children?: ReactNode;
}

/** A modal dialog on the platform's own: it holds the focus, makes the rest inert and gives the focus back. */
export function Dialog({ open, ...rest }: DialogProps) {
  return open ? <OpenDialog {...rest} /> : null;
}

function OpenDialog({ onClose, title, description, header, notice, footer, busy = false, initialFocus, width = "narrow", isForReading = false, children }: Omit<DialogProps, "open">) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    initialFocus?.current?.focus();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [initialFocus]);

  // Esc is answered as a key: the browser closes a dialog by itself at a second Esc. A held Enter, which may have opened the
  // dialog, presses no button in it.
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && event.repeat && event.target instanceof HTMLButtonElement) event.preventDefault();
    if (event.key !== "Escape" || event.defaultPrevented || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onClose();
  };

  return (
    // The keys are those of a dialog that is open, wherever in it the focus is.
    <dialog
      ref={ref}
      aria-busy={busy || undefined}
      onKeyDown={press}
      onClose={() => {
        if (ref.current?.isConnected && !ref.current.open) ref.current.showModal();
      }}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className={classNames(
        "m-auto max-h-[calc(100dvh-32px)] max-w-[calc(100vw-32px)] grid-rows-[auto_minmax(0,1fr)] auto-rows-auto overflow-hidden rounded-panel bg-surface text-text shadow-dialog backdrop:bg-backdrop open:grid",
        width === "wide" ? "w-[912px]" : "w-[480px]",
      )}
    >
      <header className="grid gap-3 border-b border-line p-4">
        <div>
          <h2 id={`${id}-title`} className="text-strong font-semibold">
            {title}
          </h2>
          {description ? (
            <div id={`${id}-description`} className="text-text-2">
              {description}
            </div>
          ) : null}
        </div>
        {header}
      </header>
      <div {...(isForReading ? { tabIndex: 0 } : {})} className="min-h-0 overflow-auto focus-visible:-outline-offset-2">
        {children}
      </div>
      {notice ? <div className="border-t border-line px-4 py-2">{notice}</div> : null}
      {footer ? <footer className="flex h-14 items-center gap-2 border-t border-line px-4 whitespace-nowrap">{footer}</footer> : null}
    </dialog>
  );
}
