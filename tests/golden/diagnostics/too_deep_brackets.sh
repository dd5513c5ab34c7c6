# A hundred thousand brackets end at the thirty-third.
{
	printf 'title: '
	printf '%0100000d' 0 | tr 0 '['
} >page.yaml
echo page.yaml
