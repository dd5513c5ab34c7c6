# "title: Новини" as Windows-1251.
printf 'title: Пример\nlanguages: [bg]\n' >site.yaml
printf 'title: \315\356\342\350\355\350\n' >about.bg.yaml
