import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { SearchView } from '../../parts/search-view'

function SearchPage() {
  return (
    <Screen id="find" title="找一找">
      <SearchView />
    </Screen>
  )
}

export default page(SearchPage)
