# U+202E in a title and in a body.
printf 'title: Пример\nlanguages: [bg]\n' >site.yaml
printf 'title: За \342\200\256нас\nbody: |\n  Ред \342\200\256обратно\n' >about.bg.yaml
