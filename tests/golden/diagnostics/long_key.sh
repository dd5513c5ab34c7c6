# A key of 1,100 letters.
printf '%01100d: Новини\n' 0 >page.yaml
echo page.yaml
