# A FIFO that is called like a page.
printf 'title: Пример\nlanguages: [bg]\n' >site.yaml
mkfifo about.bg.yaml
