import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Colours that say a state stay apart, and legible, for whoever sees no red, no green or no blue. */

type Colour = readonly [number, number, number]

const TOKENS = readFileSync(join(__dirname, '..', '..', 'src', 'ui', 'tokens.scss'), 'utf8')

function coloursOf(mixin: string): Record<string, string> {
  const from = TOKENS.indexOf(`@mixin ${mixin} {`)
  const block = TOKENS.slice(from, TOKENS.indexOf('\n}\n', from))
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{3,6});/g)].map(([, name, hex]) => [name, hex]))
}

const DAY = coloursOf('colours')
const MODES = { day: DAY, night: { ...DAY, ...coloursOf('dark-colours') } }

/**
 * Linear RGB as it is seen, at full severity: Machado, Oliveira, Fernandes, "A Physiologically-based Model for Simulation of Color
 * Vision Deficiency", IEEE TVCG 15 (2009).
 */
const SIGHTS: Record<string, readonly [Colour, Colour, Colour]> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

function linear(hex: string): Colour {
  const digits = hex.length === 4 ? [...hex.slice(1)].map(digit => digit + digit).join('') : hex.slice(1)
  const channel = (at: number) => {
    const value = Number.parseInt(digits.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(0), channel(2), channel(4)]
}

function seen(hex: string, sight: string): Colour {
  const colour = linear(hex)
  const rows = SIGHTS[sight] ?? []
  const [red = 0, green = 0, blue = 0] = rows.map(row =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, factor, n) => sum + factor * (colour[n] ?? 0), 0),
      ),
    ),
  )
  return [red, green, blue]
}

/** CIELAB under D65. */
function lab([red, green, blue]: Colour): Colour {
  const curve = (value: number) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116)
  const x = curve((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047)
  const y = curve(0.2126729 * red + 0.7151522 * green + 0.072175 * blue)
  const z = curve((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

function difference(one: Colour, other: Colour): number {
  const [a, b] = [lab(one), lab(other)]
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}

function contrast(one: Colour, other: Colour): number {
  const light = ([red, green, blue]: Colour) => 0.2126 * red + 0.7152 * green + 0.0722 * blue
  const [less, more] = [light(one), light(other)].sort((a, b) => a - b)
  return ((more ?? 0) + 0.05) / ((less ?? 0) + 0.05)
}

/** Two colours of this difference (CIE76) are told apart at a glance. */
const APART = 9

/** Colours of one screen that say different things: states of places, and results of a scan. */
const GROUPS = [
  ['pine-ink', 'amber-ink', 'brick'],
  ['pine-fill', 'teal-fill', 'amber-fill', 'brick-fill'],
]

/** Texts and what they stand on. */
const TEXTS = [
  ['pine-ink', 'pine-bg'],
  ['amber-ink', 'amber-bg'],
  ['brick', 'brick-bg'],
  ['ember-ink', 'ember-bg'],
  ['indigo', 'indigo-bg'],
  ['plum', 'plum-bg'],
] as const

describe.each(Object.entries(MODES))('by %s', (_, colours) => {
  test.each(Object.keys(SIGHTS))('with %s sight, states differ and their words can be read', sight => {
    const of = (name: string) => seen(colours[name] ?? '', sight)
    for (const group of GROUPS)
      for (const [n, one] of group.entries())
        for (const other of group.slice(n + 1))
          expect([one, other, difference(of(one), of(other)) >= APART]).toEqual([one, other, true])
    for (const [text, ground] of TEXTS)
      expect([text, ground, contrast(of(text), of(ground)) >= 4.5]).toEqual([text, ground, true])
    for (const fill of GROUPS[1] ?? []) expect([fill, contrast(of(fill), [1, 1, 1]) >= 4.5]).toEqual([fill, true])
  })
})
