export type Side = "top" | "bottom";

const gap = 4;
const margin = 8;

/** Puts a fixed element over or under another, on the side with more room where the wanted one has too little, and inside the window. */
export function placeBeside(panel: HTMLElement, anchor: HTMLElement, side: Side, align: "start" | "end"): void {
  const at = anchor.getBoundingClientRect();
  const { width, height } = panel.getBoundingClientRect();
  const room = { top: at.top - gap - margin, bottom: window.innerHeight - at.bottom - gap - margin };
  const other = side === "top" ? "bottom" : "top";
  const placed = room[side] >= height || room[side] >= room[other] ? side : other;
  const left = align === "start" ? at.left : at.right - width;

  panel.style.maxHeight = `${room[placed]}px`;
  panel.style.left = `${Math.max(margin, Math.min(left, window.innerWidth - width - margin))}px`;
  panel.style.top = `${placed === "bottom" ? at.bottom + gap : at.top - gap - Math.min(height, room.top)}px`;
}
