import { byId, getJson, make } from './dom'

interface State {
  functions: FunctionState[]
  links: { name: string; page: string }[]
}

interface FunctionState {
  name: string
  timer: boolean
}

let functions: FunctionState[] = []
let shown: boolean | undefined

/** Shows whether the cloud runs, where, and with how many functions. */
export function showState(alive: boolean): void {
  if (alive === shown) return
  shown = alive
  const chips = alive
    ? [make('span', { className: 'chip ok' }, '本机云运行中'), make('span', { className: 'chip' }, location.host)]
    : [make('span', { className: 'chip bad' }, '本机云没有回应，正在重连')]
  if (alive) chips.push(make('span', { className: 'chip' }, `${functions.length} 个云函数`))
  byId('chips').replaceChildren(...chips)
}

function timerRow({ name }: FunctionState): HTMLElement {
  const run = make('button', { type: 'button', className: 'run' }, '现在跑一次')
  run.addEventListener('click', async () => {
    run.disabled = true
    run.textContent = '正在跑…'
    try {
      await getJson(`/tick/${name}`, { method: 'POST' })
      run.textContent = '跑完了，再跑一次'
    } catch {
      run.textContent = '没跑成，再试一次'
    }
    run.disabled = false
  })
  return make('div', { className: 'timer' }, make('b', {}, name), run)
}

function linkRow(name: string, open: () => void): HTMLElement {
  const button = make('button', { type: 'button', className: 'run' }, '在手机里打开')
  button.addEventListener('click', open)
  return make('div', { className: 'timer' }, make('b', {}, name), button)
}

/** Renders what depends on the running cloud: state, timers and the command for DevTools. */
export async function startCloud(open: (page: string) => void): Promise<void> {
  const state = await getJson<State>('/preview/state')
  functions = state.functions
  showState(true)
  const timers = functions.filter(one => one.timer)
  byId('timers').append(...timers.map(timerRow))
  byId('links').append(...state.links.map(({ name, page }) => linkRow(name, () => open(page))))
  byId('links-card').hidden = state.links.length === 0
  byId('timers-card').hidden = timers.length === 0
  byId('devtools-command').textContent = `LOCAL_CLOUD=${location.origin} npm run build`
}
