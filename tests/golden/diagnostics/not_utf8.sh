# A byte that is no UTF-8, behind 5000 good lines.
printf 'title: Пример\nlanguages: [bg]\n' >site.yaml
printf 'title: За нас\nbody: |\n' >about.bg.yaml
yes '  Ред с български букви' | head -n 4998 >>about.bg.yaml
printf '  Ред\377\n' >>about.bg.yaml
