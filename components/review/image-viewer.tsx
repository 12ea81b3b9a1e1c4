"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useEffect, useReducer, useRef, type Dispatch } from "react";
import { classNames } from "@/components/ui/class-names";
import { Select } from "@/components/ui/select";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { imageUrl } from "@/lib/queries/submission-detail";
import type { PaneControls } from "./image-pane";
import { keepViewer, keptViewer } from "./kept-viewers";
import { Picture, stageClass, type PictureProps } from "./picture";
import { portraitPlaceOf } from "./portrait-place";
import { Thumbnails } from "./thumbnails";
import { useFullScreen } from "./use-full-screen";
import { obstacleTo, useViewerActs, useViewerKeys } from "./use-viewer-acts";
import type { Placement } from "./viewer-geometry";
import { hasLoupe, imageOf, initialViewer, isSeen, paneSubjects, showsFaces, viewerReducer, viewOf, type PaneIndex, type PaneSubject, type ViewerAct, type ViewerState } from "./viewer-state";
import { ViewerToolbar, type SwitchName } from "./viewer-toolbar";

/** The server draws it; the browser can do without what moves it until the rest of the page is alive. */
const ImagePane = lazy(async () => ({ default: (await import("./image-pane")).ImagePane }));
const AddressNote = lazy(async () => ({ default: (await import("./address-note")).AddressNote }));

export interface ImageViewerProps {
  detail: SubmissionDetail;
  /** False while a dialog is open. */
  keysEnabled: boolean;
}

const sectionClass =
  "grid min-h-0 min-w-0 grid-rows-[auto_minmax(0,1fr)_104px] border-line bg-surface max-[999px]:h-[clamp(400px,80dvh,560px)] max-[999px]:border-b min-[1000px]:border-r";

/** The left half: one image or two, what can be done with them, and all four to choose from. */
export function ImageViewer({ detail, keysEnabled }: ImageViewerProps) {
  const t = useTranslations("case.viewer");
  const present = detail.images.map((image) => image.kind);
  const [state, dispatch] = useReducer(viewerReducer, present, (kinds) => keptViewer(detail.id) ?? initialViewer(kinds));
  useEffect(() => keepViewer(detail.id, state), [detail.id, state]);
  const section = useRef<HTMLElement>(null);
  const controls = useRef<[PaneControls | null, PaneControls | null]>([null, null]);
  const fullScreen = useFullScreen(section);
  const panes: PaneIndex[] = state.sideBySide ? [0, 1] : [0];
  const shownKind = imageOf(state.panes[state.active]);

  const input = { state, present, fullScreen, dispatch };
  const acts = useViewerActs({ ...input, panes: () => controls.current });
  useViewerKeys(keysEnabled, acts, input);
  const isOn = { sideBySide: state.sideBySide, link: state.linked, faces: showsFaces(state), loupe: state.loupe !== null, fullScreen: fullScreen.isOn };
  const obstacle = (name: SwitchName) => {
    const found = obstacleTo(name, input);
    return found === null ? null : t(found);
  };

  return (
    <section ref={section} aria-label={t("label")} className={sectionClass}>
      <div className="min-w-0">
        <ViewerToolbar
          acts={acts}
          view={viewOf(state, state.active)}
          isOn={isOn}
          obstacle={obstacle}
          image={detail.images.find(({ kind }) => kind === shownKind) ?? null}
          onLight={(change) => dispatch({ type: "look", pane: state.active, subject: state.panes[state.active], change })}
          onPlain={() => dispatch({ type: "plainLight" })}
        />
        <Suspense>{detail.address && panes.some((pane) => state.panes[pane] === "addressImage") ? <AddressNote address={detail.address} /> : null}</Suspense>
      </div>
      <div className={classNames("grid min-h-0 gap-px bg-line", state.sideBySide ? "grid-cols-2" : "grid-cols-1")}>
        {panes.map((pane) => (
          <Pane
            key={pane}
            pane={pane}
            detail={detail}
            state={state}
            neighbour={() => controls.current[pane === 0 ? 1 : 0]}
            controls={(handle) => {
              controls.current[pane] = handle;
            }}
            dispatch={dispatch}
          />
        ))}
      </div>
      <Thumbnails submissionId={detail.id} present={present} shown={shownKind} onShow={(kind) => dispatch({ type: "show", subject: kind })} />
    </section>
  );
}

interface PaneProps {
  pane: PaneIndex;
  detail: SubmissionDetail;
  state: ViewerState;
  /** The other pane, where there is one. */
  neighbour: () => PaneControls | null;
  controls: (handle: PaneControls | null) => void;
  dispatch: Dispatch<ViewerAct>;
}

function Pane({ pane, detail, state, neighbour, controls, dispatch }: PaneProps) {
  const t = useTranslations("case.viewer");
  const subjectName = useSubjectName();
  const subject = state.panes[pane];
  const image = detail.images.find(({ kind }) => kind === imageOf(subject));
  const activate = () => dispatch({ type: "activate", pane });
  const look = (after: Placement, from: Placement | null) => {
    if (from !== null && state.sideBySide && state.linked) neighbour()?.follow(from, after);
    dispatch({ type: "look", pane, subject, change: after });
  };
  const shared = { src: imageUrl(detail.id, imageOf(subject), "display"), alt: subjectName(subject), view: viewOf(state, pane) };

  return (
    <div
      onPointerDownCapture={activate}
      onFocusCapture={activate}
      onWheelCapture={activate}
      className={classNames(
        "relative min-h-0 min-w-0 overflow-hidden bg-stage",
        state.sideBySide && state.active === pane && "after:pointer-events-none after:absolute after:inset-0 after:outline-2 after:-outline-offset-2 after:outline-accent-text",
      )}
    >
      {image ? (
        <Suspense key={`${pane}:${subject}`} fallback={<StillPane {...shared} />}>
          <ImagePane
            {...shared}
            isSeen={isSeen(state, pane)}
            size={image}
            place={subject === "portrait" ? portraitPlaceOf(detail.final.idType) : null}
            loupe={hasLoupe(state, pane) ? state.loupe : null}
            onLook={look}
            onLoupe={(at) => dispatch({ type: "loupeAt", loupe: { ...at, pane } })}
            controls={controls}
          />
        </Suspense>
      ) : (
        <p className="absolute inset-0 grid place-items-center text-text-3">{t("absent", { image: subjectName(subject) })}</p>
      )}
      {state.sideBySide ? (
        <SubjectSelect label={pane === 0 ? t("leftImage") : t("rightImage")} subject={subject} onShow={(chosen) => dispatch({ type: "show", subject: chosen, pane })} />
      ) : null}
    </div>
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

function useSubjectName(): (subject: PaneSubject) => string {
  const t = useTranslations("case.viewer");
  const kindName = useTranslations("case.images");
  return (subject) => (subject === "portrait" ? t("portrait") : kindName(subject));
}

function SubjectSelect({ label, subject, onShow }: { label: string; subject: PaneSubject; onShow: (subject: PaneSubject) => void }) {
  const t = useTranslations("case.viewer");
  const subjectName = useSubjectName();
  return (
    <Select
      aria-label={label}
      title={subject === "portrait" ? t("portraitTitle") : undefined}
      value={subject}
      onChange={(event) => {
        const chosen = paneSubjects.find((known) => known === event.target.value);
        if (chosen) onShow(chosen);
      }}
      className="absolute top-2 left-2 !w-36"
    >
      {paneSubjects.map((each) => (
        <option key={each} value={each}>
          {subjectName(each)}
        </option>
      ))}
    </Select>
  );
}
