import Taro from '@tarojs/taro'

/** A short buzz for yes, a long one for no; nothing where the device has none. */
export function buzz(outcome: 'yes' | 'no'): void {
  Promise.resolve()
    .then(() => (outcome === 'yes' ? Taro.vibrateShort({ type: 'medium' }) : Taro.vibrateLong()))
    .catch(() => undefined)
}

type Tone = 'yes' | 'no'
/** Frequency (Hz) and length (s) of the notes: up for yes, low and long for no. */
const NOTES: Record<Tone, readonly (readonly [frequency: number, seconds: number])[]> = {
  yes: [
    [660, 0.09],
    [990, 0.14],
  ],
  no: [[196, 0.4]],
}

let audio: Taro.WebAudioContext | AudioContext | undefined

function context(): Taro.WebAudioContext | AudioContext | undefined {
  if (audio) return audio
  try {
    audio = process.env.TARO_ENV === 'weapp' ? Taro.createWebAudioContext() : new AudioContext()
  } catch {
    // A device without sound still shows the result.
  }
  return audio
}

/** Plays the tone of an outcome, made on the phone so that no file is loaded. */
export function chime(tone: Tone): void {
  const output = context() as AudioContext | undefined
  if (!output) return
  try {
    let at = output.currentTime
    for (const [frequency, seconds] of NOTES[tone]) {
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
    // Sound is an extra.
  }
}
