import { wrapText } from '@domain/share/wrap'

/** What a poster says. */
export interface PosterFacts {
  title: string
  /** Day and time of what it invites to; null: it is always there. */
  when: string | null
  place: string
  address: string
  /** Says what the code opens. */
  call: string
  /** Colour of the sky behind the window. */
  sky: string
}

/** Size of the picture, px. */
export const WIDTH = 720
export const HEIGHT = 1080

/** The colours of the day, as in `src/ui/tokens.scss`: a canvas reads no variables, and a picture is the same by night. */
const INK = '#2b2118'
const QUIET = '#655749'
const PAPER = '#fff9f2'
const EMBER = '#cb420d'
const GLOW = '#ffd58a'
const WALL = '#5b4638'
const ROOF = '#3d2d22'
const FONT = 'PingFang SC, Noto Sans CJK SC, Microsoft YaHei, sans-serif'

const SCENE_HEIGHT = 430
const MARGIN = 56
const CODE = 200
const TEXT_WIDTH = WIDTH - 2 * MARGIN

type Context = CanvasRenderingContext2D

/** Draws the picture; without a code it says how to find the page. */
export function drawPoster(context: Context, facts: PosterFacts, code: CanvasImageSource | null): void {
  drawStreet(context, facts.sky)
  box(context, PAPER, 0, SCENE_HEIGHT, WIDTH, HEIGHT - SCENE_HEIGHT)
  context.textBaseline = 'alphabetic'
  let y = SCENE_HEIGHT + 92
  y = lines(context, facts.title, { size: 60, weight: 'bold', colour: INK, y, most: 2 })
  if (facts.when !== null)
    y = lines(context, facts.when, { size: 38, weight: 'bold', colour: EMBER, y: y + 4, most: 1 })
  y = lines(context, facts.place, { size: 34, weight: 'normal', colour: INK, y: y + 4, most: 2 })
  lines(context, facts.address, { size: 28, weight: 'normal', colour: QUIET, y, most: 2 })
  drawFoot(context, facts.call, code)
}

/** A lit window in a cold street: the picture of this product. */
function drawStreet(context: Context, sky: string): void {
  box(context, sky, 0, 0, WIDTH, SCENE_HEIGHT)
  disc(context, 'rgba(255, 255, 255, 0.75)', 600, 92, 34)
  for (const [x, y] of [
    [84, 70],
    [190, 120],
    [430, 64],
    [520, 170],
    [660, 190],
  ] as const) {
    disc(context, 'rgba(255, 255, 255, 0.6)', x, y, 4)
  }
  box(context, 'rgba(43, 33, 24, 0.28)', 0, 200, 150, 230)
  box(context, 'rgba(43, 33, 24, 0.28)', 560, 150, 160, 280)
  // The house, its door and its windows.
  box(context, WALL, 150, 170, 410, 260)
  roof(context)
  disc(context, 'rgba(255, 213, 138, 0.35)', 355, 320, 150)
  box(context, GLOW, 190, 225, 130, 110)
  box(context, GLOW, 392, 225, 130, 110)
  box(context, WALL, 251, 225, 8, 110)
  box(context, WALL, 453, 225, 8, 110)
  box(context, WALL, 190, 276, 130, 8)
  box(context, WALL, 392, 276, 130, 8)
  box(context, '#ffefc9', 331, 290, 50, 140)
  // A lantern beside the door, and the street.
  disc(context, '#d9480f', 356, 254, 17)
  box(context, '#4a3a2e', 0, 412, WIDTH, 18)
}

function roof(context: Context): void {
  context.fillStyle = ROOF
  context.beginPath()
  context.moveTo(120, 178)
  context.lineTo(355, 88)
  context.lineTo(590, 178)
  context.closePath()
  context.fill()
}

function drawFoot(context: Context, call: string, code: CanvasImageSource | null): void {
  const top = HEIGHT - MARGIN - CODE
  if (code) {
    box(context, '#fff', MARGIN - 8, top - 8, CODE + 16, CODE + 16)
    context.drawImage(code, MARGIN, top, CODE, CODE)
  }
  const x = code ? MARGIN + CODE + 40 : MARGIN
  const width = WIDTH - MARGIN - x
  let y = lines(context, '暖锋驿家', { size: 40, weight: 'bold', colour: EMBER, y: top + 74, most: 1, x, width })
  y = lines(context, code ? call : '微信里搜「暖锋驿家」，进来就能找到', {
    size: 28,
    weight: 'normal',
    colour: QUIET,
    y,
    most: 2,
    x,
    width,
  })
}

interface Text {
  size: number
  weight: 'bold' | 'normal'
  colour: string
  /** Base line of the first line. */
  y: number
  most: number
  x?: number
  width?: number
}

/** Writes a text on at most so many lines; returns the base line of what comes below. */
function lines(
  context: Context,
  text: string,
  { size, weight, colour, y, most, x = MARGIN, width = TEXT_WIDTH }: Text,
): number {
  context.font = `${weight} ${size}px ${FONT}`
  context.fillStyle = colour
  const rows = wrapText(text, most, row => context.measureText(row).width <= width)
  for (const [n, row] of rows.entries()) context.fillText(row, x, y + n * size * 1.35)
  return y + rows.length * size * 1.35 + 10
}

function box(context: Context, colour: string, x: number, y: number, width: number, height: number): void {
  context.fillStyle = colour
  context.fillRect(x, y, width, height)
}

function disc(context: Context, colour: string, x: number, y: number, radius: number): void {
  context.fillStyle = colour
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.fill()
}
