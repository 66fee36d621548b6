import { useShareAppMessage } from '@tarojs/taro'
import { type Address, urlOf } from './navigate'
import picture from './share-card.jpg'

/** What is sent to a chat. */
export interface ShareCard {
  /** One line above the picture: what, when, where. */
  title: string
  /** The page that the card opens. It names no person: everybody in the chat can open it. */
  page: Address
}

/**
 * What WeChat's menu and share buttons send from this page; null: the app itself. The picture is always our own: WeChat would
 * send a screenshot, and pages show the names of the household.
 */
export function useShareCard(card: ShareCard | null): void {
  useShareAppMessage(() =>
    card
      ? { title: card.title, path: urlOf(card.page[0], card.page[1]), imageUrl: picture }
      : { title: '暖锋驿家：家门口的驿站、课堂和食堂', path: '/pages/home/index', imageUrl: picture },
  )
}

/** The link of a card for other programs, where there is a browser; null: the card is sent by WeChat. */
export function webLinkOf({ page }: ShareCard): string | null {
  if (process.env.TARO_ENV !== 'h5') return null
  const { origin, pathname } = window.location
  // Addresses in a browser leave out the folder of the sub-packages.
  return `${origin}${pathname}#${urlOf(page[0], page[1]).replace(/^\/packages/, '')}`
}
