"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useReducer, useRef } from "react";
import { classNames } from "@/components/ui/class-names";
import { Select } from "@/components/ui/select";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { imageKinds, type ImageKind } from "@/lib/kyc/images";
import { imageUrl } from "@/lib/queries/submission-detail";
import type { PaneControls } from "./image-pane";
import { Picture, stageClass, type PictureProps } from "./picture";
import { Thumbnails } from "./thumbnails";
import { useCaseKeys } from "./use-case-keys";
import { ViewerToolbar } from "./viewer-toolbar";
import { initialViewer, viewerReducer, viewOf, type PaneIndex } from "./viewer-state";

/** The server draws it; the browser can do without what moves it until the rest of the page is alive. */
const ImagePane = lazy(async () => ({ default: (await import("./image-pane")).ImagePane }));
const AddressNote = lazy(async () => ({ default: (await import("./address-note")).AddressNote }));

export interface ImageViewerProps {
  detail: SubmissionDetail;
  /** False while a dialog is open. */
  keysEnabled: boolean;
}

const sectionClass =
  "grid min-h-0 min-w-0 grid-rows-[auto_minmax(0,1fr)_104px] border-line max-[999px]:h-[clamp(400px,80dvh,560px)] max-[999px]:border-b min-[1000px]:border-r";

/** The left half: one image or two, what can be done with them, and all four to choose from. */
export function ImageViewer({ detail, keysEnabled }: ImageViewerProps) {
  const t = useTranslations("case.viewer");
  const kindName = useTranslations("case.images");
  const present = detail.images.map((image) => image.kind);
  const [state, dispatch] = useReducer(viewerReducer, present, initialViewer);
  const controls = useRef<[PaneControls | null, PaneControls | null]>([null, null]);
  const active = () => controls.current[state.active];

  const shared = (pane: PaneIndex) => ({
    src: imageUrl(detail.id, state.panes[pane], "display"),
    alt: kindName(state.panes[pane]),
    view: viewOf(state, pane),
  });
  const panes: PaneIndex[] = state.sideBySide ? [0, 1] : [0];
  const shownKind = state.panes[state.active];
  const image = detail.images.find(({ kind }) => kind === shownKind) ?? null;
  const view = viewOf(state, state.active);

  const rotate = (by: 90 | -90) => {
    active()?.fit();
    dispatch({ type: "rotate", by });
  };
  const acts = {
    zoomIn: () => active()?.zoomIn(),
    zoomOut: () => active()?.zoomOut(),
    fit: () => active()?.fit(),
    rotateLeft: () => rotate(-90),
    rotateRight: () => rotate(90),
    sideBySide: () => dispatch({ type: "sideBySide" }),
    brighten: (brightness: number) => dispatch({ type: "look", pane: state.active, kind: shownKind, change: { brightness } }),
  };
  const show = (kind: ImageKind) => dispatch({ type: "show", kind });
  useCaseKeys(keysEnabled, {
    "+": acts.zoomIn, "=": acts.zoomIn, "-": acts.zoomOut, "0": acts.fit, "[": acts.rotateLeft, "]": acts.rotateRight,
    ...Object.fromEntries(imageKinds.map((kind, index) => [(index + 1).toString(), () => show(kind)])),
  });

  return (
    <section aria-label={t("label")} className={sectionClass}>
      <div className="min-w-0">
        <ViewerToolbar acts={acts} view={view} sideBySide={state.sideBySide} image={image} />
        <Suspense>{detail.address && panes.some((pane) => state.panes[pane] === "addressImage") ? <AddressNote address={detail.address} /> : null}</Suspense>
      </div>
      <div className={classNames("grid min-h-0 gap-px bg-line", state.sideBySide ? "grid-cols-2" : "grid-cols-1")}>
        {panes.map((pane) => {
          const kind = state.panes[pane];
          return (
            <div
              key={pane}
              onPointerDownCapture={() => dispatch({ type: "activate", pane })}
              onFocusCapture={() => dispatch({ type: "activate", pane })}
              className={classNames(
                "relative min-h-0 min-w-0 overflow-hidden bg-stage",
                state.sideBySide && state.active === pane && "outline-2 -outline-offset-2 outline-accent-text",
              )}
            >
              {present.includes(kind) ? (
                <Suspense key={`${pane}:${kind}`} fallback={<StillPane {...shared(pane)} />}>
                  <ImagePane
                    {...shared(pane)}
                    onLook={(change) => dispatch({ type: "look", pane, kind, change })}
                    controls={(handle) => {
                      controls.current[pane] = handle;
                    }}
                  />
                </Suspense>
              ) : (
                <p className="absolute inset-0 grid place-items-center text-text-3">{t("absent", { image: kindName(kind) })}</p>
              )}
              {state.sideBySide ? (
                <KindSelect label={pane === 0 ? t("leftImage") : t("rightImage")} kind={kind} onShow={(chosen) => dispatch({ type: "show", kind: chosen, pane })} />
              ) : null}
            </div>
          );
        })}
      </div>
      <Thumbnails submissionId={detail.id} present={present} shown={shownKind} onShow={show} />
    </section>
  );
}

/** The image until it can be moved: where and as large as it is then. */
function StillPane(props: PictureProps) {
  return (
    <div className={classNames("absolute inset-0", stageClass)}>
      <Picture {...props} />
    </div>
  );
}

function KindSelect({ label, kind, onShow }: { label: string; kind: ImageKind; onShow: (kind: ImageKind) => void }) {
  const kindName = useTranslations("case.images");
  return (
    <Select
      aria-label={label}
      value={kind}
      onChange={(event) => {
        const chosen = imageKinds.find((known) => known === event.target.value);
        if (chosen) onShow(chosen);
      }}
      className="absolute top-2 left-2 !w-36"
    >
      {imageKinds.map((each) => (
        <option key={each} value={each}>
          {kindName(each)}
        </option>
      ))}
    </Select>
  );
}
