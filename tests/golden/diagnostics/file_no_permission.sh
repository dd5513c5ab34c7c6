# A page that nobody may read.
printf 'title: Пример\nlanguages: [bg]\n' >site.yaml
printf 'title: За нас\n' >about.bg.yaml
chmod 0 about.bg.yaml
