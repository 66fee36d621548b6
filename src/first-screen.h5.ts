// In a browser the first screen comes with the app: as a part of its own it would be asked for one round trip later.
import '@/pages/home'
