import { plainText, type Spelled } from '@domain/search/spelled'
import { pinyin } from 'pinyin-pro'

/** A text as it is compared, with the pinyin of its characters as they sound in their words: 音乐 is `yin yue`. */
export function spell(text: string): Spelled {
  const plain = plainText(text)
  const characters = Array.from(plain)
  const sounds = soundsOf(plain)
  return {
    text: plain,
    sounds: (sounds.length === characters.length ? sounds : characters.flatMap(soundsOf)).join(' '),
  }
}

function soundsOf(text: string): string[] {
  return pinyin(text, { toneType: 'none', type: 'array', nonZh: 'spaced', v: true })
}
