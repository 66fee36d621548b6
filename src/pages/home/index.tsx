import { View } from '@tarojs/components'

export default function HomePage() {
  return <View id="home">暖锋驿家</View>
}
