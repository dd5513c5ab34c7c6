# A page with more than a million values.
printf 'title: Пример\nlanguages: [bg]\n' >site.yaml
{
	echo 'title: Много'
	echo 'links:'
	yes '  - a' | head -n 1000001
} >about.bg.yaml
