import Taro from '@tarojs/taro'

/** A short vibration for yes, a long one for no. */
export function buzz(outcome: 'yes' | 'no'): void {
  Promise.resolve()
    .then(() => (outcome === 'yes' ? Taro.vibrateShort({ type: 'medium' }) : Taro.vibrateLong()))
    .catch(() => undefined)
}

/** The kinds of outcome of a scan. */
export type Signal =
  | 'accepted'
  | 'queued'
  | 'to-confirm'
  | 'doubt'
  | 'already'
  | 'wrong-session'
  | 'wrong-day'
  | 'too-early'
  | 'over'
  | 'cancelled'
  | 'not-here'
  | 'expired'
  | 'no-code'

type Note = readonly [frequency: number, seconds: number]

const UP: readonly Note[] = [
  [660, 0.09],
  [990, 0.14],
]
const LOW: readonly Note[] = [[196, 0.4]]

/**
 * The notes (Hz, s) and vibrations (`.` short, `-` long) of every outcome, no two alike. Admission sounds high and short,
 * refusal low and long, doubt in between.
 */
export const SIGNALS: Record<Signal, { notes: readonly Note[]; buzzes: string }> = {
  accepted: { notes: UP, buzzes: '.' },
  queued: { notes: [...UP, [1320, 0.09]], buzzes: '..' },
  'to-confirm': { notes: [...UP, [660, 0.14]], buzzes: '...' },
  doubt: {
    notes: [
      [523, 0.12],
      [523, 0.12],
      [698, 0.2],
    ],
    buzzes: '..-',
  },
  already: {
    notes: [
      [440, 0.15],
      [440, 0.15],
    ],
    buzzes: '.-',
  },
  'wrong-session': {
    notes: [
      [294, 0.2],
      [220, 0.3],
    ],
    buzzes: '-.',
  },
  'wrong-day': {
    notes: [
      [294, 0.2],
      [294, 0.2],
      [220, 0.3],
    ],
    buzzes: '-..',
  },
  'too-early': {
    notes: [
      [220, 0.2],
      [294, 0.3],
    ],
    buzzes: '.--',
  },
  over: {
    notes: [
      [247, 0.2],
      [196, 0.5],
    ],
    buzzes: '--.',
  },
  cancelled: {
    notes: [
      [196, 0.25],
      [196, 0.4],
    ],
    buzzes: '--',
  },
  'not-here': {
    notes: [
      [196, 0.2],
      [196, 0.2],
      [196, 0.4],
    ],
    buzzes: '---',
  },
  expired: {
    notes: [
      [330, 0.15],
      [247, 0.15],
      [196, 0.3],
    ],
    buzzes: '-.-',
  },
  'no-code': { notes: LOW, buzzes: '-' },
}

const PAUSE_MS = { '.': 180, '-': 550 }

/** Plays the sound and vibration of an outcome. */
export function playSignal(kind: Signal): void {
  const { notes, buzzes } = SIGNALS[kind]
  play(notes)
  let after = 0
  for (const each of buzzes) {
    setTimeout(() => buzz(each === '.' ? 'yes' : 'no'), after)
    after += PAUSE_MS[each as '.' | '-']
  }
}

let audio: Taro.WebAudioContext | AudioContext | undefined

function context(): Taro.WebAudioContext | AudioContext | undefined {
  if (audio) return audio
  try {
    audio = process.env.TARO_ENV === 'weapp' ? Taro.createWebAudioContext() : new AudioContext()
  } catch {
    // No sound on this device: the screen shows the result.
  }
  return audio
}

function play(notes: readonly Note[]): void {
  const output = context() as AudioContext | undefined
  if (!output) return
  try {
    let at = output.currentTime
    for (const [frequency, seconds] of notes) {
      const note = output.createOscillator()
      const volume = output.createGain()
      note.frequency.value = frequency
      volume.gain.setValueAtTime(0.25, at)
      volume.gain.linearRampToValueAtTime(0, at + seconds)
      note.connect(volume)
      volume.connect(output.destination)
      note.start(at)
      note.stop(at + seconds)
      at += seconds
    }
  } catch {
    // Sound is optional.
  }
}
