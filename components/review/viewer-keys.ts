/** The key of every act on an image. */
export const viewerKeys = {
  zoomIn: "+",
  zoomOut: "-",
  fit: "0",
  rotateLeft: "[",
  rotateRight: "]",
  brighter: ".",
  darker: ",",
  moreContrast: ">",
  lessContrast: "<",
  invert: "i",
  loupe: "l",
  sideBySide: "s",
  link: "k",
  faces: "p",
  fullScreen: "f",
} as const;

export type ViewerTool = keyof typeof viewerKeys;
export const viewerTools = Object.keys(viewerKeys) as ViewerTool[];
