# Five marks on one letter.
printf 'title: Пример\nlanguages: [bg]\n' >site.yaml
printf 'title: За нас\nbody: |\n  Ред а\314\200\314\201\314\202\314\203\314\204 край\n' >about.bg.yaml
