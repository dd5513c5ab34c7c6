# A table of 5,000 columns and 5,000 rows of one cell.
{
	printf 'title: Таблица\nbody: |\n  '
	printf '%05000d' 0 | sed 's/0/|а/g'
	printf '\n  '
	printf '%05000d' 0 | sed 's/0/|---/g'
	printf '\n'
	yes '  |а' | head -n 5000
} >page.yaml
echo page.yaml
