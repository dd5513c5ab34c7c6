# U+0085 and U+2028.
printf 'title: Пример\nlanguages: [bg]\n' >site.yaml
printf 'title: За\302\205нас\nbody: |\n  Ред\342\200\250ред\n  \007\n' >about.bg.yaml
