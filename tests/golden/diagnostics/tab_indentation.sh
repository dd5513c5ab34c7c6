# A tab before a key.
printf 'title: Пример\nlanguages: [bg]\n' >site.yaml
printf 'title: За нас\n\tsummary: Кратко\n' >about.bg.yaml
