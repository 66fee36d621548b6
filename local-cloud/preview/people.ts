import { byId, getJson, icon, make } from './dom'

interface Persona {
  openid: string
  name: string
  who: string
  start?: string
}

const HOME = 'pages/home/index'
const TINTS = ['#D9480F', '#3B5BA9', '#2F7D5B', '#7A4B8C', '#9A5B00', '#8C3B4A', '#3A6B7E']
const STORED = 'persona'

const freshOpenid = (): string =>
  `new-${[...crypto.getRandomValues(new Uint8Array(6))].map(byte => byte.toString(16).padStart(2, '0')).join('')}`

function button(who: Persona, avatar: Node | string, tint: string | undefined): HTMLButtonElement {
  const face = make('i', { className: 'avatar', ariaHidden: 'true' }, avatar)
  face.style.fontStyle = 'normal'
  if (tint) face.style.setProperty('--tint', tint)
  const element = make('button', { type: 'button', className: 'person' }, face, make('b', {}, who.name))
  element.append(make('span', {}, who.who))
  element.setAttribute('role', 'radio')
  return element
}

export interface People {
  /** Start page of the current person. */
  home(): string
}

/** Renders the personas; calls back with the chosen one, initially and after every change. */
export async function startPeople(onChange: (openid: string, start: string) => void): Promise<People> {
  const { personas } = await getJson<{ personas: Persona[] }>('/preview/personas')
  const newcomer: Persona = { openid: '', name: '新的人', who: '第一次打开，什么记录都没有' }
  const buttons = new Map<Persona, HTMLButtonElement>()
  let current = newcomer

  const choose = (who: Persona, openid: string) => {
    current = who
    localStorage.setItem(STORED, openid)
    for (const [persona, element] of buttons) element.ariaChecked = String(persona === who)
    onChange(openid, who.start ?? HOME)
  }
  personas.forEach((who, at) => {
    const element = button(who, [...who.name][0] ?? '', TINTS[at % TINTS.length])
    element.addEventListener('click', () => choose(who, who.openid))
    buttons.set(who, element)
  })
  const last = button(newcomer, icon('plus'), undefined)
  last.classList.add('new')
  last.addEventListener('click', () => choose(newcomer, freshOpenid()))
  buttons.set(newcomer, last)
  byId('people').append(...buttons.values())

  const stored = localStorage.getItem(STORED)
  const known = personas.find(who => who.openid === stored)
  if (known) choose(known, known.openid)
  else if (stored?.startsWith('new-')) choose(newcomer, stored)
  else if (personas[0]) choose(personas[0], personas[0].openid)
  else choose(newcomer, freshOpenid())
  return { home: () => current.start ?? HOME }
}
