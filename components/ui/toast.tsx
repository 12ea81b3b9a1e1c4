"use client";

import { createContext, use, useCallback, useEffect, useState, type ReactNode } from "react";
import { IconButton } from "./icon-button";
import { Icon } from "./icons";
import { Notice, type NoticeTone } from "./notice";

export interface ToastInput {
  message: ReactNode;
  tone?: NoticeTone;
  /** Takes the place of what is shown under the same name. */
  name?: string;
  /** How long it is shown; 8 s unless told otherwise. */
  forMs?: number;
}

interface Toast extends ToastInput {
  id: number;
}

const shownForMs = 8000;
const ToastContext = createContext<(toast: ToastInput) => void>(() => undefined);

/** Says what was done in a corner of the screen, for its time or as long as the pointer or the focus rests on it. */
export function useToast(): (toast: ToastInput) => void {
  return use(ToastContext);
}

export function ToastProvider({ dismissLabel, children }: { dismissLabel: string; children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);

  // Both stay the same ones: a toast that comes starts no other's time anew, and no screen renders for it.
  const show = useCallback((toast: ToastInput) => setToasts((shown) => [...shown.filter(({ name }) => name === undefined || name !== toast.name).slice(-2), { ...toast, id: (shown.at(-1)?.id ?? 0) + 1 }]), []);
  const dismiss = useCallback((id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)), []);

  return (
    <ToastContext value={show}>
      {children}
      <div aria-live="polite" className="pointer-events-none fixed right-4 bottom-16 z-40 grid w-96 max-w-[calc(100vw-32px)] gap-2">
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} dismissLabel={dismissLabel} onDismiss={dismiss} />
        ))}
      </div>
    </ToastContext>
  );
}

function ToastCard({ toast, dismissLabel, onDismiss }: { toast: Toast; dismissLabel: string; onDismiss: (id: number) => void }) {
  const [held, setHeld] = useState(false);

  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => onDismiss(toast.id), toast.forMs ?? shownForMs);
    return () => clearTimeout(timer);
  }, [held, onDismiss, toast.id, toast.forMs]);

  return (
    <div
      className="pointer-events-auto rounded-control bg-surface shadow-pop"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Notice
        tone={toast.tone ?? "info"}
        actions={
          <IconButton label={dismissLabel} onClick={() => onDismiss(toast.id)} className="-my-0.5">
            <Icon name="x" small />
          </IconButton>
        }
      >
        {toast.message}
      </Notice>
    </div>
  );
}
