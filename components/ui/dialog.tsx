"use client";

import { useEffect, useId, useRef, type ReactNode, type RefObject } from "react";
import { classNames } from "./class-names";

export interface DialogProps {
  open: boolean;
  /** Asked for by Esc; a click beside the dialog closes nothing, for what was typed would be lost. */
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  /** Beside the title and description, within the dialog's head. */
  header?: ReactNode;
  footer?: ReactNode;
  /** What has the focus first; else the first control. */
  initialFocus?: RefObject<HTMLElement | null>;
  width?: "narrow" | "wide";
  children?: ReactNode;
}

/** A modal dialog on the platform's own: it holds the focus, makes the rest inert and gives the focus back. */
export function Dialog({ open, ...rest }: DialogProps) {
  return open ? <OpenDialog {...rest} /> : null;
}

function OpenDialog({ onClose, title, description, header, footer, initialFocus, width = "narrow", children }: Omit<DialogProps, "open">) {
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

  return (
    <dialog
      ref={ref}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className={classNames(
        "m-auto max-h-[calc(100dvh-32px)] max-w-[calc(100vw-32px)] grid-rows-[auto_minmax(0,1fr)_auto] overflow-hidden rounded-panel bg-surface text-text shadow-dialog backdrop:bg-backdrop open:grid",
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
      <div className="min-h-0 overflow-auto">{children}</div>
      {footer ? <footer className="flex h-14 items-center gap-2 border-t border-line px-4 whitespace-nowrap">{footer}</footer> : null}
    </dialog>
  );
}
