/**
 * Stands for Taro's web components and their styles in a browser's build, which uses plain elements. Taro's router imports one of
 * them, for apps without a tab bar of their own.
 */
export const defineCustomElementTaroTabbar = () => undefined
