// WeChat loads the main package as a whole.
export {}
