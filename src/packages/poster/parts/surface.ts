/** Where a picture is drawn: a canvas in the page, whichever platform it is of. */
export interface Surface {
  context: CanvasRenderingContext2D
  /** Loads a picture from a data URL. */
  load: (url: string) => Promise<CanvasImageSource>
  /** Gives the drawn picture to the person under this name. */
  save: (name: string) => Promise<Saved>
}

/** What became of saving; `denied`: the person does not let the app write into the album; `kept`: the person closed the question. */
export type Saved = 'saved' | 'denied' | 'kept' | 'failed'

export interface BoardProps {
  /** What the picture says, for whoever does not see it. */
  label: string
  /** Called once: null where nothing can be drawn. */
  onReady: (surface: Surface | null) => void
}
