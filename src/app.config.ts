export default defineAppConfig({
  pages: ['pages/home/index'],
  animation: false,
  window: {
    navigationStyle: 'custom',
    navigationBarTitleText: '暖锋驿家',
    backgroundColor: '#FFF9F2',
    backgroundTextStyle: 'dark',
  },
})
